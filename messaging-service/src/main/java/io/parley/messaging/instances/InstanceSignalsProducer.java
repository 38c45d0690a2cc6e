package io.parley.messaging.instances;

import io.parley.runtime.work.InstanceSignals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the {@link InstanceSignals} of messaging-service; starts to listen after all loops have registered. */
@Singleton
class InstanceSignalsProducer {

    private static final int AFTER_THE_LOOPS = 5000;

    private final InstanceSignals signals;

    InstanceSignalsProducer(Pool pool, Vertx vertx) {
        this.signals = new InstanceSignals("messaging", pool, vertx);
    }

    @Produces
    @Singleton
    InstanceSignals signals() {
        return signals;
    }

    void start(@Observes @Priority(AFTER_THE_LOOPS) StartupEvent event) {
        signals.start();
    }

    void stop(@Observes @Priority(AFTER_THE_LOOPS) ShutdownEvent event) {
        signals.stop();
    }
}
