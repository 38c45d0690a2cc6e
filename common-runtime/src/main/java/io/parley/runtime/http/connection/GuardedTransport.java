package io.parley.runtime.http.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The transport of a Vert.x whose HTTP servers are guarded. It is the one place from which a connection can be set up
 * before its first request: what a server offers itself comes after its decoder has read one.
 */
public final class GuardedTransport extends JDKTransport {
    private final Supplier<Optional<ConnectionGuard>> guards;

    /** @param guards asked for the guard of each server when it is bound; none leaves it as it is */
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
