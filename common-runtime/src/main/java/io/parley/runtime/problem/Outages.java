package io.parley.runtime.problem;

import io.netty.channel.ChannelException;
import io.parley.runtime.failure.ClientFailures;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** Distinguishes outages (a dependency is unavailable or full: retry) from errors of our own. */
public final class Outages {
    /**
     * Messages of the operating system for a full or broken disk (ENOSPC, EDQUOT, EFBIG, EROFS, EIO, EMFILE, ENFILE,
     * ESTALE).
     */
    private static final List<String> DISK = List.of(
            "No space left on device",
            "Disk quota exceeded",
            "File too large",
            "Read-only file system",
            "Input/output error",
            "Too many open files",
            "Stale file handle");

    private static final int MAX_DEPTH = 10;
    private static final List<ClientFailures> CLIENTS = ClientFailures.installed();

    private Outages() {}

    /** Whether the failure, or one that caused it, is an outage. */
    public static boolean isOutage(Throwable failure) {
        return any(failure, Outages::isOutageItself, MAX_DEPTH);
    }

    /** Whether a disk or an object store of ours is full or unavailable. */
    public static boolean isStorage(Throwable failure) {
        return any(failure, Outages::isStorageItself, MAX_DEPTH);
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test, int depth) {
        if (failure == null || depth == 0) {
            return false;
        }
        if (failure instanceof CompositeException several) {
            return several.getCauses().stream().anyMatch(one -> any(one, test, depth - 1));
        }
        return test.test(failure) || any(failure.getCause(), test, depth - 1);
    }

    private static boolean isStorageItself(Throwable failure) {
        return failure instanceof StorageUnavailable || (failure instanceof IOException io && isDiskFull(io));
    }

    private static boolean isOutageItself(Throwable failure) {
        return switch (failure) {
            case StorageUnavailable full -> true;
            case TimeoutException late -> true;
            case io.smallrye.mutiny.TimeoutException late -> true;
            case RejectedExecutionException full -> true;
            case VertxException connection when connection.getClass() == VertxException.class -> true;
            case IOException io -> isOutage(io);
            case ChannelException connection -> true;
            default -> CLIENTS.stream().anyMatch(client -> client.isOutage(failure));
        };
    }

    private static boolean isOutage(IOException failure) {
        return failure instanceof SocketException
                || failure instanceof UnknownHostException
                || failure instanceof ClosedChannelException
                || failure instanceof SSLException
                || isDiskFull(failure);
    }

    /** A file system exception has the reason at the end of its message, after the names of the files. */
    private static boolean isDiskFull(IOException failure) {
        var message = failure.getMessage();
        return message != null && DISK.stream().anyMatch(message::endsWith);
    }
}
