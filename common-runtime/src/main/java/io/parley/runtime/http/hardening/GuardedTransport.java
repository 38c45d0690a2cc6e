package io.parley.runtime.http.hardening;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The transport of a Vert.x whose HTTP servers are guarded. Only the transport can set up a connection before its first
 * request: the server's own hooks run after its decoder has read one.
 */
public final class GuardedTransport extends JDKTransport {
    private final Supplier<Optional<ConnectionGuard>> guards;

    /** @param guards returns the guard of each server when it is bound; empty for none */
    public GuardedTransport(Supplier<Optional<ConnectionGuard>> guards) {
        this.guards = guards;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        guards.get()
                .ifPresent(guard -> bootstrap.childHandler(
                        guard.initializer(bootstrap.config().childHandler())));
    }
}
