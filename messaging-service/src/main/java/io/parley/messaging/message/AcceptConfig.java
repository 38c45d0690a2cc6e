package io.parley.messaging.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How accepted messages are committed. The defaults were best on two cores. */
@ConfigMapping(prefix = "parley.accept")
public interface AcceptConfig {

    /** Transactions under way at a time. At least 1; every one takes a connection of the pool. */
    @WithDefault("2")
    int lanes();

    /** Most messages of one transaction. At least 1. */
    @WithDefault("128")
    int batch();

    /** Most messages that wait for a transaction; beyond it callers are refused with 503. */
    @WithDefault("2000")
    int queue();

    /**
     * How long a caller waits for the database before it is refused with 503; nothing is written afterwards. Less than a
     * second, so that refusals come within one. More than the 200 ms that a commit is given.
     */
    @WithDefault("PT0.8S")
    Duration timeout();

    /** What a refused caller is told to wait ({@code Retry-After}), rounded up to seconds. */
    @WithDefault("PT1S")
    Duration retryAfter();
}
