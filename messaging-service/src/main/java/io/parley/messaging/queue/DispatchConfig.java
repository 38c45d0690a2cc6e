package io.parley.messaging.queue;

import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Dispatch of accepted messages. */
@ConfigMapping(prefix = "parley.dispatch")
public interface DispatchConfig extends SelfChecked {

    /** Maximum number of concurrent calls of a channel without its own setting. */
    int DEFAULT_CONCURRENCY = 256;

    /**
     * Whether this instance sends. If false, accepted messages stay in the table; for maintenance and the benchmark.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * A claimed message without a result for this long is in doubt: its call may have been made. Longer than
     * {@link #callTimeout}, otherwise healthy calls end in doubt.
     */
    @WithDefault("1m")
    @Within(min = "100ms", max = "1h")
    Duration lease();

    /**
     * How long a message in doubt waits for a status that settles it; only time with flowing webhooks counts. Sixty
     * seconds caused no duplicate in tests with healthy webhooks, four seconds one in four hundred.
     */
    @WithDefault("1m")
    @Within(min = "0s", max = "1d")
    Duration hold();

    /**
     * Whether a message in doubt is settled at the end of its hold by a status of an unknown message of the same sender
     * and recipient (see {@link PairMatch}). Set to false if other systems send with the same identities, since their
     * statuses cannot be distinguished from ours.
     */
    @WithDefault("true")
    boolean settleByPair();

    /**
     * Maximum number of resends of a message that stays in doubt before it fails; 0 never risks a duplicate. Ignored
     * for connectors whose {@code in-doubt-policy} is {@code fail}: they never resend.
     */
    @WithDefault("1")
    @Within(min = "0", max = "10")
    int resends();

    /** Maximum number of messages per claim. At least 1. */
    @WithDefault("128")
    @Within(min = "1", max = "10000")
    int batch();

    /**
     * Timeout of one call of a channel, after which the message is in doubt. Channels have shorter timeouts of their
     * own.
     */
    @WithDefault("30s")
    @Within(min = "10ms", max = "10m")
    Duration callTimeout();

    /** A message that was not submitted for this long fails with {@code conversations::error::expired}. */
    @WithDefault("24h")
    @Within(min = "1s", max = "30d")
    Duration expiresAfter();

    /**
     * How long the next message of a bulk waits for the one before, once submitted, to be delivered or to fail. An
     * unreachable recipient delays a bulk by this much per message.
     */
    @WithDefault("1m")
    @Within(min = "10ms", max = "1d")
    Duration bulkTimeout();

    /**
     * Poll interval of the table; the granularity of retries, and the maximum delay of another instance's due work if
     * its notification was lost.
     */
    @WithDefault("1s")
    @Within(min = "1ms", max = "1h")
    Duration poll();

    /** Interval at which leases and holds are checked. */
    @WithDefault("1s")
    @Within(min = "1ms", max = "1m")
    Duration watch();

    /**
     * Which attempts to submit a message are logged for operators, with the beginning of the request and of the
     * response. The request contains the message.
     */
    @WithDefault("failures")
    Logged log();

    Retry retry();

    Breaker breaker();

    /** Settings of channels by their names, for example {@code parley.dispatch.channels.sms.concurrency}. */
    Map<String, ChannelConfig> channels();

    /** Which attempts are logged. */
    enum Logged {
        /**
         * Attempts that the provider did not accept, and the accepted one after them. A message that is accepted at the
         * first attempt costs nothing.
         */
        FAILURES,
        /** Every attempt. */
        ALL
    }

    /** Back-off of a message that the provider is known not to have accepted. */
    interface Retry extends SelfChecked {

        /** Maximum pause before the second attempt; doubles with each further one. The pause is random below it. */
        @WithDefault("2s")
        @Within(min = "1ms", max = "1h")
        Duration first();

        /** Maximum pause, unless the provider asks for a longer one. */
        @WithDefault("5m")
        @Within(min = "1ms", max = "1d")
        Duration maxPause();

        @Override
        default void check(Report report) {
            if (first().compareTo(maxPause()) > 0) {
                report.violation("first", "must be at most max-pause");
            }
        }
    }

    /** Circuit breaker of each sender of a channel. */
    interface Breaker extends SelfChecked {

        /** Consecutive failures that open it; throttling counts on different lanes only. At least 1. */
        @WithDefault("5")
        @Within(min = "1")
        int threshold();

        /** First time in state open; doubles until a call succeeds. */
        @WithDefault("1s")
        @Within(min = "1ms", max = "1h")
        Duration first();

        /** Maximum time in state open, unless the provider asks for more. */
        @WithDefault("30s")
        @Within(min = "1ms", max = "1d")
        Duration maxPause();

        @Override
        default void check(Report report) {
            if (first().compareTo(maxPause()) > 0) {
                report.violation("first", "must be at most max-pause");
            }
        }
    }

    /** Settings of one channel. */
    interface ChannelConfig {

        /** Maximum number of concurrent calls in this instance. At least 1. */
        @WithDefault("256")
        @Within(min = "1", max = "10000")
        int concurrency();
    }

    @Override
    default void check(Report report) {
        if (lease().compareTo(callTimeout()) <= 0) {
            report.violation("lease", "must be longer than call-timeout");
        }
    }

    /** Maximum number of concurrent calls of a channel in this instance. */
    default int concurrency(String channel) {
        var settings = channels().get(channel);
        return settings == null ? DEFAULT_CONCURRENCY : settings.concurrency();
    }
}
