package io.parley.messaging.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long messages and their traces are kept. */
@ConfigMapping(prefix = "parley.retention")
interface RetentionConfig {

    /**
     * Messages, their events and inbound messages are kept at least this long. They go a month at a time, when the
     * youngest of the month is older.
     */
    @WithDefault("P90D")
    Duration messages();

    /** A repeat of an inbound webhook or a fact is noticed for this long. Meta repeats for 7 days. */
    @WithDefault("P9D")
    Duration inboundKeys();

    /**
     * A status of an unknown message waits this long for its message; as long is remembered which submissions have no
     * known id. Longer than SMSCs keep trying, which is up to 7 days.
     */
    @WithDefault("P8D")
    Duration orphanStatuses();

    /** The contract of {@code Idempotency-Key}: an answer is replayed for this long. */
    @WithDefault("PT24H")
    Duration idempotencyKeys();

    /**
     * Calls to customers, taken or not, stay readable and replayable at least this long, with the log of their tries. They
     * go a month at a time, when the youngest of the month is older and no call of it is still to be made.
     */
    @WithDefault("P30D")
    Duration callbacks();

    /**
     * What is known of a person beside the number is forgotten when nothing of it changed for this long. The person's next
     * message tells it anew, but for a number that is kept back by now.
     */
    @WithDefault("P365D")
    Duration contacts();

    /**
     * What could not be understood is kept so long for people to look at. It may hold what persons wrote, so it goes with
     * the messages of its time.
     */
    @WithDefault("P90D")
    Duration parkedEvents();

    /**
     * Maximum number of parked events, at least 1; beyond it the oldest are deleted. One takes up to 150 kB, in most cases below 1 kB.
     */
    @WithDefault("100000")
    int maxParkedEvents();

    /** How often old things are looked for. */
    @WithDefault("PT1H")
    Duration every();
}
