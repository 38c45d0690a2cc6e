package io.parley.messaging.readiness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Durability of accepted messages. */
@ConfigMapping(prefix = "parley.durability")
interface DurabilityConfig {

    /**
     * Whether the service is ready only with a database that keeps committed messages in a crash ({@code fsync} and
     * {@code synchronous_commit} on). Off only where messages may be lost, as in tests.
     */
    @WithDefault("true")
    boolean required();
}
