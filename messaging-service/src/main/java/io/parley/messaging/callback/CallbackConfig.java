package io.parley.messaging.callback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How calls to customers leave. Which addresses they may reach: {@code parley.egress}. */
@ConfigMapping(prefix = "parley.callbacks")
interface CallbackConfig {

    /** Pauses before the further tries of status and business calls; the contract promises two. */
    @WithDefault("10s,60s")
    List<Duration> statusRetries();

    /** A try that takes longer, from resolving the name to the end of the answer, has failed. */
    @WithDefault("10s")
    Duration deadline();

    /** A claimed call nobody reported on for this long is claimed and made again. More than twice the deadline. */
    @WithDefault("60s")
    Duration lease();

    /** Most calls one claim takes. */
    @WithDefault("256")
    int batch();

    /** Most calls this instance holds at a time, waiting ones included. */
    @WithDefault("1024")
    int concurrency();

    /** Most calls under way to one address. Halves with every failure, down to one, and recovers with success. */
    @WithDefault("32")
    int perEndpoint();

    /** How long to sleep when nothing is due and nobody says that something is; the grain of retries. */
    @WithDefault("500ms")
    Duration poll();

    /** How often lost claims are taken back and the backlog is measured. */
    @WithDefault("5s")
    Duration upkeep();
}
