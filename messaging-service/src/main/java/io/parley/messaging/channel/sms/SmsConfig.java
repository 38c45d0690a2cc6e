package io.parley.messaging.channel.sms;

import io.parley.messaging.channel.InDoubtPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How SMS leaves and comes in. */
@ConfigMapping(prefix = "parley.channels.sms")
interface SmsConfig {

    /** Whether this deployment offers SMS at all. */
    @WithDefault("true")
    boolean enabled();

    /** The SMSCs by name. A sender's attribute {@code smsc} lists the names it goes through, the preferred one first. */
    Map<String, Smsc> smscs();

    /**
     * How long an inbound text of several parts waits for them. After that what has arrived is handed over with {@code
     * missingParts}; parts that come later are a text of their own.
     */
    @WithDefault("PT24H")
    Duration partsWait();

    /** Longest wait of an SMSC's message for our commit before it is told to try again. */
    @WithDefault("PT20S")
    Duration commitTimeout();

    /** One SMSC: where it is, how to bind, and its habits. What it calls valid is for its operator to say. */
    interface Smsc {

        /** Host name or address. */
        String host();

        /** TCP port. */
        @WithDefault("2775")
        int port();

        /** At most 15 characters. */
        String systemId();

        /** At most 8 characters. A secret. */
        String password();

        /** At most 12 characters; most operators want none. */
        Optional<String> systemType();

        /** {@code service_type} of every submit, at most 5 characters; most operators want none. */
        Optional<String> serviceType();

        /**
         * Whether submits carry {@code user_message_reference}, by which a receipt names its message although the answer
         * to the submit was lost. True or false; off for SMSCs that refuse optional parameters.
         */
        @WithDefault("true")
        boolean userMessageReference();

        /** {@code address_range} of the bind: which destinations this bind wants to hear; most operators want none. */
        Optional<String> addressRange();

        /**
         * How long the SMSC tries to reach a phone before it gives up and the message is channelFailed: {@code
         * validity_period} of every submit, from one second to 99 days. The SMSC's own limit if not given.
         */
        Optional<Duration> validity();

        @WithParentName
        Session session();

        @WithParentName
        Text text();

        /** Codes of this operator's own (0x400–0x4FF) after which a submit is tried again, decimal or 0x…. */
        Optional<List<String>> temporaryStatuses();

        @WithParentName
        Receipts receipts();

        /**
         * What becomes of a message in doubt of which nothing was heard until its hold ended: resend or fail. Receipts
         * know only the SMSC's ids, so a message whose answer was lost is never settled by one.
         */
        @WithDefault("resend")
        InDoubtPolicy afterSilence();
    }

    /** Connections to one SMSC and their timing. */
    interface Session {

        /** One session for both directions, or a pair of sessions where the operator knows no transceivers. */
        @WithDefault("transceiver")
        BindMode bindMode();

        /** Binds at once from this instance; operators limit the total for one system id. */
        @WithDefault("1")
        int binds();

        /** Submits under way at once on one bind; more is faster until the operator throttles. */
        @WithDefault("10")
        int window();

        /** Messages and receipts taken at once on one bind; each waits for its commit on a thread of its own. */
        @WithDefault("64")
        int receiveWindow();

        /** Whether to connect over TLS; the certificate must be good for {@link Smsc#host()}. */
        @WithDefault("false")
        boolean tls();

        /** PEM file of the authorities to trust for TLS; those of the JDK if not given. */
        Optional<Path> tlsAuthorities();

        /** A silent session is asked for a sign of life this often. */
        @WithDefault("PT30S")
        Duration enquireLink();

        /** Longest wait for the TCP connection and, after it, for the answer to the bind. */
        @WithDefault("PT10S")
        Duration bindTimeout();

        /** Longest wait for the answer to a submit; when it passes, the message is in doubt. */
        @WithDefault("PT10S")
        Duration submitTimeout();

        /** Pause before the second attempt to bind; doubled each time. */
        @WithDefault("PT1S")
        Duration rebindFirst();

        /** Longest pause between two attempts to bind, also after the SMSC refused our credentials. */
        @WithDefault("PT1M")
        Duration maxRebindPause();
    }

    /** How one SMSC reports what became of messages. */
    interface Receipts {

        /** How receipts write message ids: any, as-is, decimal or hex; see {@link ReceiptIds}. */
        @WithDefault("any")
        ReceiptIds receiptIds();

        /**
         * What words of this SMSC's own behind {@code stat:} mean, by word in upper case: delivered, failed, unknown or
         * pending. They go before the words of SMPP and the few of other vendors that are known without a setting. A receipt
         * with an unknown word changes no state and is parked.
         */
        Map<String, ReceiptState.Meaning> receiptStates();

        /**
         * Whether this SMSC sends receipts marked as ordinary messages (esm_class 0). If so, a message that reads like a
         * receipt and names a message that was sent through this SMSC is one. Off by default, for a person may write
         * anything.
         */
        @WithDefault("false")
        boolean receiptsAsMessages();
    }

    /** How texts are written for one SMSC. */
    interface Text {

        /** What it takes data coding 0 for: gsm7, latin1 or ascii. */
        @WithDefault("gsm7")
        DefaultAlphabet charset();

        /** How long texts are split: udh8, udh16, sar or payload; see {@link Concatenation}. */
        @WithDefault("udh8")
        Concatenation concatenation();

        /**
         * Languages whose tables of 3GPP TS 23.038 may be used for a text that the default alphabet lacks characters for:
         * turkish, spanish, portuguese, bengali, gujarati, hindi, kannada, malayalam, oriya, punjabi, tamil, telugu, urdu.
         * Such a text needs fewer parts than in UCS-2, but not every SMSC and phone knows the tables, so none by default.
         * Only with charset gsm7; with concatenation sar or payload only for texts of one part.
         */
        Optional<Set<NationalLanguage>> languages();
    }

    /** Which sessions make a bind. */
    enum BindMode {
        TRANSCEIVER,
        PAIR
    }
}
