package io.parley.messaging.dispatch;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The decision core with this deployment's settings. */
class ConfiguredRetryPolicy {

    @Produces
    @Singleton
    RetryPolicy decision(DispatchConfig config) {
        return new RetryPolicy(config.retry().first(), config.retry().maxPause(), config.resends());
    }
}
