package io.parley.messaging.retention;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Retention periods of messages and related data. */
@ConfigMapping(prefix = "parley.retention")
public interface RetentionConfig {

    /**
     * Minimum retention of messages, their events and inbound messages. Deleted by month, once the newest of the month
     * is older.
     */
    @WithDefault("90d")
    @Within(min = "1d", max = "3650d")
    Duration messages();

    /** How long repeated inbound webhooks and facts are detected. Meta repeats for 7 days. */
    @WithDefault("9d")
    @Within(min = "1d", max = "365d")
    Duration inboundKeys();

    /**
     * How long a status of an unknown message waits for its message, and how long submissions with an unknown id are
     * stored. Longer than SMSCs retry, which is up to 7 days.
     */
    @WithDefault("8d")
    @Within(min = "1h", max = "365d")
    Duration orphanStatuses();

    /** How long the stored response of an {@code Idempotency-Key} is replayed, as the contract states. */
    @WithDefault("24h")
    @Within(min = "1m", max = "365d")
    Duration idempotencyKeys();

    /**
     * Minimum retention of callbacks, delivered or not, with their attempts; until then they can be read and replayed.
     * Deleted by month, once the newest of the month is older and no callback of it is pending.
     */
    @WithDefault("30d")
    @Within(min = "1d", max = "3650d")
    Duration callbacks();

    /**
     * Data of a contact other than its number is deleted after this long without a change. The contact's next message
     * restores it, except for a number that is withheld by then.
     */
    @WithDefault("365d")
    @Within(min = "1d", max = "3650d")
    Duration contacts();

    /**
     * Retention of events that could not be parsed, for analysis. They may contain message text, so they expire with
     * the messages of their time.
     */
    @WithDefault("90d")
    @Within(min = "1h", max = "3650d")
    Duration parkedEvents();

    /**
     * Maximum number of parked events, at least 1; beyond it the oldest are deleted. One needs up to 150 kB, usually
     * less than 1 kB.
     */
    @WithDefault("100000")
    @Within(min = "1")
    int maxParkedEvents();

    /** Interval between two runs. */
    @WithDefault("1h")
    @Within(min = "10ms", max = "1d")
    Duration every();
}
