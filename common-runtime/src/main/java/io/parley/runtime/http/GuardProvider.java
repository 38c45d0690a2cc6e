package io.parley.runtime.http;

import io.parley.runtime.http.connection.ConnectionGuard;
import io.parley.runtime.http.connection.GuardedTransport;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import java.util.Optional;

/**
 * Guards the HTTP servers of a service. Vert.x finds it by its service file, in programs without Quarkus too, which have
 * this library for its plain classes only: there it does nothing.
 */
public final class GuardProvider implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        if (isInQuarkus()) {
            builder.findTransport(new GuardedTransport(() -> Container.guard()));
        }
    }

    private static boolean isInQuarkus() {
        try {
            Class.forName("io.quarkus.arc.Arc", false, GuardProvider.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException plainJava) {
            return false;
        }
    }

    /** Loaded only where there is one. */
    private static final class Container {

        static Optional<ConnectionGuard> guard() {
            return Optional.ofNullable(Arc.container())
                    .filter(ArcContainer::isRunning)
                    .map(container -> container.instance(ServerGuards.class).get())
                    .map(ServerGuards::guard);
        }
    }
}
