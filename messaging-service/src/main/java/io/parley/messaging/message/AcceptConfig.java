package io.parley.messaging.message;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Group commit of accepted messages. The defaults performed best on two cores. */
@ConfigMapping(prefix = "parley.accept")
public interface AcceptConfig {

    /** Maximum number of concurrent transactions. At least 1; each uses a connection of the pool. */
    @WithDefault("2")
    @Within(min = "1", max = "64")
    int lanes();

    /** Maximum number of messages in one transaction. At least 1. */
    @WithDefault("128")
    @Within(min = "1", max = "10000")
    int batch();

    /** Maximum number of messages that wait for a transaction; further requests get 503. */
    @WithDefault("2000")
    @Within(min = "1")
    int queue();

    /**
     * How long a request waits for the database before it gets 503; nothing is written afterwards. Less than a second,
     * so that 503 responses come within one. More than the 200 ms that are reserved for a commit.
     */
    @WithDefault("800ms")
    @Within(min = "201ms", max = "10s")
    Duration timeout();

    /** {@code Retry-After} of these 503 responses, rounded up to seconds. */
    @WithDefault("1s")
    @Within(min = "1ms", max = "1h")
    Duration retryAfter();
}
