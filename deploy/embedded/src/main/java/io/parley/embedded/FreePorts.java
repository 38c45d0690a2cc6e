package io.parley.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds free TCP ports of this machine. */
public final class FreePorts {

    private static final int MIN = 10_000;
    private static final int MAX = 32_000;

    private FreePorts() {}

    /**
     * Returns a free port. It is below the ephemeral ports of outgoing connections, so that a stopped server finds its
     * port free when it starts again.
     */
    public static int next() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(MIN, MAX))
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow();
    }

    /** Returns whether a server can listen on this port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
