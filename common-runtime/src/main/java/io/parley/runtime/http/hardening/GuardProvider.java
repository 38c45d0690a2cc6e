package io.parley.runtime.http.hardening;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import java.util.Optional;

/**
 * Installs the guards of a service's HTTP servers. Vert.x loads it by its service file, also in programs without
 * Quarkus that use only this library's plain classes; there it does nothing.
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

    /** Loaded only with Quarkus. */
    private static final class Container {

        static Optional<ConnectionGuard> guard() {
            return Optional.ofNullable(Arc.container())
                    .filter(ArcContainer::isRunning)
                    .map(container -> container.instance(GuardSource.class).get())
                    .map(GuardSource::guard);
        }
    }
}
