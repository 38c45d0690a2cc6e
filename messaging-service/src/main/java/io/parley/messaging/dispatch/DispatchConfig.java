package io.parley.messaging.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How eagerly accepted messages go out. */
@ConfigMapping(prefix = "parley.dispatch")
public interface DispatchConfig {

    /** Calls under way at a time where a channel has no setting of its own. */
    int DEFAULT_CONCURRENCY = 256;

    /** Whether this instance sends. False leaves accepted messages where they are, for maintenance and the benchmark. */
    @WithDefault("true")
    boolean enabled();

    /**
     * A claimed message nobody reported on for this long is in doubt: its call may have been made. Longer than
     * {@link #callTimeout}, else healthy calls end in doubt.
     */
    @WithDefault("PT60S")
    Duration lease();

    /**
     * How long a message in doubt waits for a status that settles it, in time in which webhooks were flowing. Sixty
     * seconds left no duplicate in tests with healthy webhooks, four seconds one in four hundred.
     */
    @WithDefault("PT60S")
    Duration hold();

    /**
     * Whether at the end of its hold a message in doubt is settled by a status of an unknown message of the same sender
     * and recipient (see {@link PairMatch}). True or false; off where other systems send with the same identities, as
     * their statuses cannot be told from ours.
     */
    @WithDefault("true")
    boolean settleByPair();

    /**
     * How often a message that stayed in doubt is sent once more before it fails; 0 never risks a duplicate. A connector
     * whose {@code after-silence} is {@code fail} sends none again, whatever this says.
     */
    @WithDefault("1")
    int resends();

    /** Most messages of one claim. At least 1. */
    @WithDefault("128")
    int batch();

    /** How long one call of a channel may take before its outcome counts as unknown. Channels have shorter limits of their own. */
    @WithDefault("PT30S")
    Duration callTimeout();

    /** A message that could not be handed over for this long fails with {@code conversations::error::expired}. */
    @WithDefault("PT24H")
    Duration expiresAfter();

    /**
     * How long the next message of a bulk waits for the one before, once that was handed over, to be delivered or to fail.
     * A person who cannot be reached slows a bulk down by this much for each message.
     */
    @WithDefault("PT60S")
    Duration bulkTimeout();

    /**
     * How often the table is looked at when nobody says that something is due; the grain of retries, and the longest wait
     * for work that another instance left when its call for help was lost.
     */
    @WithDefault("PT1S")
    Duration poll();

    /** How often leases and holds are looked at. */
    @WithDefault("PT1S")
    Duration watch();

    Retry retry();

    Breaker breaker();

    /** Settings of channels by their names, for example {@code parley.dispatch.channels.sms.concurrency}. */
    Map<String, ChannelSettings> channels();

    /** When a message that is known not to have been taken is tried again. */
    interface Retry {

        /** Longest pause before the second try; it doubles with every further one. The pause is drawn at random below it. */
        @WithDefault("PT2S")
        Duration first();

        /** No pause is longer, unless the provider asks for it. */
        @WithDefault("PT5M")
        Duration maxPause();
    }

    /** When a provider that takes nothing is left alone: one sender of one channel at a time. */
    interface Breaker {

        /** So many failures in a row, on different lanes if the provider throttles, pause the sender. At least 1. */
        @WithDefault("5")
        int threshold();

        /** First pause; it doubles until a call succeeds. */
        @WithDefault("PT1S")
        Duration first();

        /** No pause is longer, unless the provider asks for it. */
        @WithDefault("PT30S")
        Duration maxPause();
    }

    /** Settings of one channel. */
    interface ChannelSettings {

        /** Most calls under way at a time in this instance. At least 1. */
        @WithDefault("256")
        int concurrency();
    }

    /** Most calls of a channel that are under way at a time in this instance. */
    default int concurrency(String channel) {
        var settings = channels().get(channel);
        return settings == null ? DEFAULT_CONCURRENCY : settings.concurrency();
    }
}
