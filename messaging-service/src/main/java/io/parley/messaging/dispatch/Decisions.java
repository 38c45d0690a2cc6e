package io.parley.messaging.dispatch;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The decision core with this deployment's settings. */
class Decisions {

    @Produces
    @Singleton
    Decision decision(DispatchConfig config) {
        return new Decision(config.retry().first(), config.retry().longest(), config.resends());
    }
}
