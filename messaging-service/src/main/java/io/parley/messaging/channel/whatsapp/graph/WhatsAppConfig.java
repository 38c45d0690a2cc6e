package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the WhatsApp channel besides its connection. Names and limits are those of Meta's Cloud API. */
@ConfigMapping(prefix = "parley.channels.whatsapp")
public interface WhatsAppConfig {

    /** Whether this deployment offers WhatsApp. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether a content that the contract allows and Meta does not (for example a reply button of more than 20
     * characters) is rejected with 400. Otherwise it is accepted, and Meta's error is reported as
     * {@code channelFailed}.
     */
    @WithDefault("false")
    boolean strictLimits();

    /** What happens to a message that is still in doubt when its hold ends: resend or fail. */
    @WithDefault("resend")
    InDoubtPolicy inDoubtPolicy();

    /** What is kept about WhatsApp accounts and numbers. */
    Accounts accounts();

    /** What is kept about WhatsApp accounts and numbers. */
    interface Accounts {

        /**
         * Time after which what Meta knows about an account and its numbers is read again; webhooks report most changes
         * sooner. 0 reads nothing.
         */
        @WithDefault("15m")
        @Within(min = "0s", max = "7d")
        Duration refreshInterval();

        /** How often due accounts are looked for. Several instances share them. */
        @WithDefault("5s")
        @Within(min = "10ms", max = "1h")
        Duration refreshPoll();

        /** Maximum number of accounts that one instance reads at a time. */
        @WithDefault("2")
        @Within(min = "1", max = "100")
        int maxRefreshes();

        /** Time for which a profile or commerce setting that was read from Meta is served without asking again. */
        @WithDefault("30s")
        @Within(min = "0s", max = "1d")
        Duration maxAge();

        /** How long a read waits for Meta before it gets the older value that is stored; without one it waits longer. */
        @WithDefault("1s")
        @Within(min = "1ms", max = "8s")
        Duration staleAfter();

        /**
         * Maximum number of profile pictures that are received and uploaded at a time, each of up to 5 MB in memory;
         * further ones get 503.
         */
        @WithDefault("8")
        @Within(min = "1", max = "64")
        int maxPictures();
    }

    /** Upload and download of files. */
    Media media();

    /** Upload and download of files. */
    interface Media {

        /**
         * Time for which an upload to Meta is reused before the file is uploaded again; Meta deletes it after 30 days.
         */
        @WithDefault("29d")
        @Within(min = "1m", max = "30d")
        Duration life();

        /** Maximum number of concurrent uploads and downloads. */
        @WithDefault("16")
        @Within(min = "1")
        int connections();
    }
}
