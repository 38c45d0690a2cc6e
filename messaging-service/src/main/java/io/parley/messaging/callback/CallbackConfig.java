package io.parley.messaging.callback;

import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Delivery of callbacks. The reachable addresses are restricted by {@code parley.egress}. */
@ConfigMapping(prefix = "parley.callbacks")
public interface CallbackConfig extends SelfChecked {

    /** Delays before the retries of status and business callbacks; the contract promises two retries. */
    @WithDefault("10s,60s")
    List<@Within(min = "1ms", max = "14d") Duration> statusRetries();

    /**
     * Retries of the callbacks for inbound messages, by channel. What is not set is as the contract promises: growing
     * delays for 14 days for WhatsApp and for 2 days for Viber; for SMS every 10 seconds for 2 days, with a rest of 10
     * minutes after each 100 failures.
     */
    Map<String, InboundSchedule> inboundRetries();

    /**
     * Maximum delay of an attempt because its endpoint answered 429 or 503 with {@code Retry-After}. A duration; zero
     * ignores the header. One hour, which limits the cost of a wrong header to that.
     */
    @WithDefault("1h")
    @Within(min = "0s", max = "14d")
    Duration maxRetryAfter();

    /** Timeout of an attempt, from the name lookup to the response headers. */
    @WithDefault("10s")
    @Within(min = "10ms", max = "5m")
    Duration deadline();

    /**
     * Maximum number of bytes stored of the response's body of a failed attempt, for operators. The body may contain
     * personal data. 0 stores none.
     */
    @WithDefault("1024")
    @Within(min = "0", max = "65536")
    int maxResponse();

    /** A claimed callback without a result for this long is claimed again. At least twice the deadline. */
    @WithDefault("60s")
    @Within(min = "100ms", max = "1h")
    Duration lease();

    /** Maximum number of callbacks per claim. */
    @WithDefault("256")
    @Within(min = "1", max = "10000")
    int batch();

    /** Maximum number of claimed callbacks per instance, including waiting ones. */
    @WithDefault("1024")
    @Within(min = "1", max = "100000")
    int concurrency();

    /**
     * Maximum number of concurrent requests per endpoint. Halved on each failure, down to one, and increased on
     * success.
     */
    @WithDefault("32")
    @Within(min = "1", max = "10000")
    int perEndpoint();

    /** Circuit breaker per endpoint. */
    Breaker breaker();

    /**
     * An endpoint whose calls have all failed for this long is disabled: its calls are kept and not attempted until an
     * operator enables it, or its customer sets callback settings. Failures more than a day apart count from anew. 0
     * disables no endpoint.
     */
    @WithDefault("3d")
    @Within(min = "0s", max = "365d")
    Duration disableAfter();

    /** Which attempts are logged for operators. */
    @WithDefault("failures")
    Logged log();

    /** Poll interval while no callback is due and no instance signal arrives; the granularity of retries. */
    @WithDefault("500ms")
    @Within(min = "1ms", max = "1h")
    Duration poll();

    /** How often expired claims are reclaimed, parked endpoints are looked up and the backlog is measured. */
    @WithDefault("5s")
    @Within(min = "10ms", max = "1h")
    Duration maintenanceInterval();

    @Override
    default void check(Report report) {
        if (lease().compareTo(deadline().multipliedBy(2)) < 0) {
            report.violation("lease", "must be at least twice the deadline");
        }
    }

    /** Circuit breaker settings. An open breaker delays attempts; it does not use them up. */
    interface Breaker extends SelfChecked {

        /** Consecutive failures that open the circuit breaker. */
        @WithDefault("5")
        @Within(min = "1", max = "10000")
        int failures();

        /** Initial open duration. Then one request probes the endpoint; while probes fail, the duration grows. */
        @WithDefault("1s")
        @Within(min = "1ms", max = "1h")
        Duration pause();

        /**
         * Maximum open duration, and maximum delay of an attempt caused by the circuit breaker. Also the maximum time
         * until a recovered endpoint gets callbacks again.
         */
        @WithDefault("5s")
        @Within(min = "1ms", max = "1h")
        Duration maxPause();

        @Override
        default void check(Report report) {
            if (pause().compareTo(maxPause()) > 0) {
                report.violation("pause", "must be at most max-pause");
            }
        }
    }

    /** Retries of inbound message callbacks of one channel. Delays double from the first to the maximum. */
    interface InboundSchedule {

        /** Delay before the first retry; 10 s if not set. */
        Optional<@Within(min = "1ms", max = "14d") Duration> first();

        /** Maximum delay, at least the first; the same for constant delays. 6 h if not set, and 10 s for SMS. */
        Optional<@Within(min = "1ms", max = "14d") Duration> max();

        /** No attempt is made at a greater age of the message. */
        Optional<@Within(min = "1ms", max = "365d") Duration> until();

        /** After this many failures in a row the delay is {@link #rest()}. 0 for never. */
        @Within(min = "0")
        OptionalInt restAfter();

        /** The delay after each {@link #restAfter()} failures. */
        Optional<@Within(min = "1ms", max = "14d") Duration> rest();
    }

    /** Which attempts are logged. */
    enum Logged {
        /**
         * Failed attempts, and the successful one after them. A callback delivered at the first attempt costs nothing.
         */
        FAILURES,
        /** Every attempt. */
        ALL
    }
}
