package io.parley.messaging.channel.sms;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of the SMS channel. */
@ConfigMapping(prefix = "parley.channels.sms")
interface SmsConfig {

    /** Enables the channel. */
    @WithDefault("true")
    boolean enabled();

    /** The SMSCs by name. A sender's attribute {@code smsc} lists the names to use, in order of preference. */
    Map<String, Smsc> smscs();

    /**
     * How long an incomplete inbound text waits for its missing segments. After that it is delivered with {@code
     * missingParts}; segments that arrive later become a separate text.
     */
    @WithDefault("24h")
    @Within(min = "1s", max = "7d")
    Duration partsWait();

    /** Timeout for the commit of an SMSC's message; after it the SMSC is asked to retry. */
    @WithDefault("20s")
    @Within(min = "10ms", max = "5m")
    Duration commitTimeout();

    /** One SMSC: address, bind parameters and operator-specific behaviour. The operator gives the valid values. */
    interface Smsc {

        /** Host name or IP address. */
        @NotBlank
        String host();

        /** TCP port. */
        @WithDefault("2775")
        @Within(min = "1", max = "65535")
        int port();

        /** At most 15 characters. */
        @NotBlank
        @Size(max = 15)
        String systemId();

        /**
         * At most 8 characters. A secret. If it is {@code file:} and a path, the file is read again every ten seconds,
         * and the next bind uses its current content.
         */
        Secret<
                        @NotBlank
                        @Pattern(
                                regexp = "(?s).{0,8}|file:.+",
                                message = "must be at most 8 characters, or file: and a path")
                        String>
                password();

        /** At most 12 characters; most operators require none. */
        Optional<@Size(max = 12) String> systemType();

        /** {@code service_type} of every submit, at most 5 characters; most operators require none. */
        Optional<@Size(max = 5) String> serviceType();

        /**
         * Whether submits contain {@code user_message_reference}, by which a receipt identifies its message even if the
         * response to the submit was lost. Set to false for SMSCs that reject optional parameters.
         */
        @WithDefault("true")
        boolean userMessageReference();

        /** {@code address_range} of the bind: destinations to receive messages for; most operators require none. */
        Optional<@Size(max = 40) String> addressRange();

        /**
         * How long the SMSC attempts delivery before the message is channelFailed: {@code validity_period} of every
         * submit, from one second to 99 days. Default: the SMSC's own limit.
         */
        Optional<@Within(min = "1s", max = "99d") Duration> validity();

        @WithParentName
        Session session();

        @WithParentName
        Text text();

        /** Operator-specific codes (0x400–0x4FF) after which a submit is retried, decimal or 0x…. */
        Optional<
                        List<
                                @Pattern(
                                        regexp = "0x4[0-9a-fA-F]{2}|102[4-9]|10[3-9][0-9]|11[0-9]{2}|12[0-7][0-9]",
                                        message = "must be a code from 0x400 to 0x4FF")
                                String>>
                temporaryStatuses();

        @WithParentName
        Receipts receipts();

        /**
         * What happens to a message that is still in doubt when its hold ends: resend or fail. A receipt settles a
         * doubt only if the SMSC returns {@code user_message_reference} or only one message matches it (ADR 0015).
         */
        @WithDefault("resend")
        InDoubtPolicy inDoubtPolicy();
    }

    /** Sessions of one SMSC and their timeouts. */
    interface Session extends SelfChecked {

        /** One session for both directions, or a pair of sessions if the operator does not support transceivers. */
        @WithDefault("transceiver")
        BindMode bindMode();

        /** Number of binds of this instance; operators limit the total for one system id. */
        @WithDefault("1")
        @Within(min = "1", max = "100")
        int binds();

        /** Maximum number of submits in flight per bind; more is faster until the operator throttles. */
        @WithDefault("10")
        @Within(min = "1", max = "10000")
        int window();

        /**
         * Maximum number of concurrent inbound messages and receipts per bind; each waits for its commit on its own
         * thread.
         */
        @WithDefault("64")
        @Within(min = "1", max = "10000")
        int receiveWindow();

        /** Whether to connect over TLS; the certificate must be valid for {@link Smsc#host()}. */
        @WithDefault("false")
        boolean tls();

        /** PEM file of the certificate authorities to trust for TLS. Default: those of the JDK. */
        Optional<Path> tlsAuthorities();

        /** Interval of {@code enquire_link} on an idle session. */
        @WithDefault("30s")
        @Within(min = "100ms", max = "1h")
        Duration enquireLink();

        /** Timeout for the TCP connection and, after it, for the response to the bind. */
        @WithDefault("10s")
        @Within(min = "10ms", max = "5m")
        Duration bindTimeout();

        /** Timeout for the response to a submit; after it the message is in doubt. */
        @WithDefault("10s")
        @Within(min = "10ms", max = "5m")
        Duration submitTimeout();

        /** Initial back-off between attempts to bind; doubled each time. */
        @WithDefault("1s")
        @Within(min = "10ms", max = "1h")
        Duration rebindFirst();

        /** Maximum back-off between attempts to bind; used at once after the SMSC rejected our credentials. */
        @WithDefault("1m")
        @Within(min = "10ms", max = "1d")
        Duration maxRebindPause();

        @Override
        default void check(Report report) {
            if (rebindFirst().compareTo(maxRebindPause()) > 0) {
                report.violation("rebind-first", "must be at most max-rebind-pause");
            }
        }
    }

    /** Format of the delivery receipts of one SMSC. */
    interface Receipts {

        /** Format of message ids in receipts: any, as-is, decimal or hex; see {@link ReceiptIds}. */
        @WithDefault("any")
        ReceiptIds receiptIds();

        /**
         * Meaning of SMSC-specific words after {@code stat:}, by word in upper case: delivered, failed, unknown or
         * pending. They override the words of SMPP and the built-in words of other vendors. A receipt with an unknown
         * word changes no state and is parked.
         */
        Map<String, ReceiptState.Meaning> receiptStates();

        /**
         * Whether this SMSC sends receipts marked as ordinary messages (esm_class 0). If so, a message in the format of
         * a receipt with the id of a message sent through this SMSC is treated as a receipt. Off by default, because a
         * person can write the same text.
         */
        @WithDefault("false")
        boolean receiptsAsMessages();
    }

    /** Encoding of texts for one SMSC. */
    interface Text extends SelfChecked {

        /** Default alphabet of the SMSC (data coding 0): gsm7, latin1 or ascii. */
        @WithDefault("gsm7")
        DefaultAlphabet charset();

        /** How long texts are split: udh8, udh16, sar or payload; see {@link Concatenation}. */
        @WithDefault("udh8")
        Concatenation concatenation();

        /**
         * Languages whose tables of 3GPP TS 23.038 may be used for a text that the default alphabet cannot encode:
         * turkish, spanish, portuguese, bengali, gujarati, hindi, kannada, malayalam, oriya, punjabi, tamil, telugu,
         * urdu. Such a text needs fewer segments than in UCS-2, but not every SMSC and phone supports the tables, so
         * none by default. Only with charset gsm7; with concatenation sar or payload only for texts of one segment.
         */
        Optional<Set<NationalLanguage>> languages();

        @Override
        default void check(Report report) {
            if (languages().isPresent() && charset() != DefaultAlphabet.GSM7) {
                report.violation("languages", "must be empty unless charset is gsm7");
            }
        }
    }

    /** Sessions of one bind. */
    enum BindMode {
        TRANSCEIVER,
        PAIR
    }
}
