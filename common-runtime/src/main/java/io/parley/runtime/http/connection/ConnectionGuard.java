package io.parley.runtime.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Guards the connections of one server, and counts them and their requests. */
public final class ConnectionGuard {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GuardSettings settings;
    private final HeadCheck check;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    public ConnectionGuard(GuardSettings settings) {
        this.settings = settings;
        this.check = new HeadCheck(settings.head());
    }

    /** Sets up connections as the server does, with the guard before it. */
    ChannelHandler initializer(ChannelHandler server) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (admit(channel)) {
                    channel.pipeline().addLast(server);
                    channel.pipeline().addFirst("guard-installer", new GuardInstaller(ConnectionGuard.this));
                } else {
                    channel.pipeline().addLast("too-many-connections", new TooManyConnections(ConnectionGuard.this));
                }
            }
        };
    }

    private boolean admit(Channel channel) {
        var admitted = connections.incrementAndGet() <= settings.maxConnections();
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        return admitted;
    }

    StrictRequestDecoder decoder() {
        return new StrictRequestDecoder(settings.decoder());
    }

    HeadCheck check() {
        return check;
    }

    /** False if the server has as many requests as it takes. */
    boolean tryBegin() {
        if (requests.incrementAndGet() <= settings.maxRequests()) {
            return true;
        }
        requests.decrementAndGet();
        return false;
    }

    /** A request that waits behind another one of its connection: the server holds it back itself. */
    void begin() {
        requests.incrementAndGet();
    }

    void end(int count) {
        requests.addAndGet(-count);
    }

    ProblemException overloaded() {
        return Problems.unavailable(RETRY_AFTER);
    }

    void rejected(ProblemException fault) {
        settings.rejected().accept(fault.problem().status());
    }
}
