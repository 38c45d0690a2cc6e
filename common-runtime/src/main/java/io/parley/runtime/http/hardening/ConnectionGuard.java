package io.parley.runtime.http.hardening;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.EventExecutor;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Guards the connections of one server, and counts connections and requests. */
public final class ConnectionGuard {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GuardOptions settings;
    private final HeadCheck check;
    private final AtomicInteger connections = new AtomicInteger();
    /** Connections beyond the limit, until they have their response. Not counted in {@link #connections}. */
    private final AtomicInteger refused = new AtomicInteger();

    private final AtomicInteger requests = new AtomicInteger();
    private final Map<EventExecutor, AcceptedRequests> accepted = new ConcurrentHashMap<>();

    public ConnectionGuard(GuardOptions settings) {
        this.settings = settings;
        this.check = new HeadCheck(settings.head());
    }

    /** Initializes connections as the server does, with the guard before it. */
    ChannelHandler initializer(ChannelHandler server) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (count(connections, channel)) {
                    channel.pipeline().addLast(server);
                    channel.pipeline().addFirst("guard-installer", new GuardInstaller(ConnectionGuard.this));
                } else if (count(refused, channel)) {
                    channel.pipeline().addLast("too-many-connections", new TooManyConnections(ConnectionGuard.this));
                } else {
                    channel.close();
                }
            }
        };
    }

    /** Counts a connection while it is open; returns false if the limit is reached. */
    private boolean count(AtomicInteger open, Channel channel) {
        if (open.incrementAndGet() > settings.maxConnections()) {
            open.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        return true;
    }

    StrictRequestDecoder decoder() {
        return new StrictRequestDecoder(settings.decoder());
    }

    /** The queue of an event loop. */
    AcceptedRequests accepted(EventExecutor eventLoop) {
        return accepted.computeIfAbsent(eventLoop, AcceptedRequests::new);
    }

    HeadCheck check() {
        return check;
    }

    /** Counts a request; returns false if the limit is reached. */
    boolean tryStartRequest() {
        if (requests.incrementAndGet() <= settings.maxRequests()) {
            return true;
        }
        requests.decrementAndGet();
        return false;
    }

    /**
     * Counts a pipelined request without a limit: the server queues it behind the earlier request of its connection.
     */
    void startRequest() {
        requests.incrementAndGet();
    }

    void endRequests(int count) {
        requests.addAndGet(-count);
    }

    ProblemException overloaded() {
        return Problems.unavailable(RETRY_AFTER);
    }

    void rejected(ProblemException rejection) {
        settings.rejected().accept(rejection.problem().status());
    }
}
