package io.parley.messaging.callback.delivery;

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

    /**
     * No try is put off longer than this because its endpoint answered 429 or 503 with {@code Retry-After}. A duration;
     * zero ignores the header. An hour, so that a mistake in the header costs a customer no more than that.
     */
    @WithDefault("1h")
    Duration maxRetryAfter();

    /** A try that takes longer, from resolving the name to the head of the answer, has failed. */
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

    /** When an address that keeps failing is left alone for a moment. */
    Breaker breaker();

    /** Which tries operators find in the log of a call. */
    @WithDefault("failures")
    Logged log();

    /** How long to sleep when nothing is due and nobody says that something is; the grain of retries. */
    @WithDefault("500ms")
    Duration poll();

    /** How often lost claims are taken back, calls that wait for endpoints are looked for and the backlog is measured. */
    @WithDefault("5s")
    Duration upkeep();

    /** A breaker delays tries and never uses one up. */
    interface Breaker {

        /** So many failures in a row, and the address is left alone. At least 1. */
        @WithDefault("5")
        int failures();

        /** How long it is left alone at first. Then one call asks whether it is well; while it is not, the pauses grow. */
        @WithDefault("1s")
        Duration pause();

        /**
         * It is left alone no longer than this at a time, and no single call waits longer for its try on account of the
         * breaker: so late can a try be, and so long does an address that is well again go without calls.
         */
        @WithDefault("5s")
        Duration maxPause();
    }

    /** What the log of tries holds. */
    enum Logged {
        /** Tries that failed, and the one that was taken after them; a call that is taken at once costs nothing. */
        FAILURES,
        /** Every try. */
        ALL
    }
}
