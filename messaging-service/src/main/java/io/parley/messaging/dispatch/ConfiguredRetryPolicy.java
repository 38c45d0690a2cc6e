package io.parley.messaging.dispatch;

import io.parley.messaging.queue.DispatchConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the {@link RetryPolicy} of this deployment's settings. */
class ConfiguredRetryPolicy {

    @Produces
    @Singleton
    RetryPolicy retryPolicy(DispatchConfig config) {
        return new RetryPolicy(config.retry().first(), config.retry().maxPause(), config.resends());
    }
}
