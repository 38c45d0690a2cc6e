package io.parley.messaging.channel.sms;

import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.model.ProviderError;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Maps the command_status of a rejected {@code submit_sm} to an outcome, by the table of SMPP 3.4. */
final class CommandStatus {
    static final int ALREADY_BOUND = 0x05;
    static final int SYSTEM_ERROR = 0x08;
    static final int BIND_FAILED = 0x0D;
    static final int INVALID_PASSWORD = 0x0E;
    static final int INVALID_SYSTEM_ID = 0x0F;
    static final int QUEUE_FULL = 0x14;
    static final int INVALID_SYSTEM_TYPE = 0x53;
    static final int THROTTLED = 0x58;
    static final int RX_T_APPN = 0x64;

    private static final Set<Integer> THROTTLING = Set.of(QUEUE_FULL, THROTTLED);
    private static final Set<Integer> TEMPORARY = Set.of(SYSTEM_ERROR, RX_T_APPN);
    private static final Set<Integer> WRONG_STATE = Set.of(0x04, ALREADY_BOUND);
    private static final Set<Integer> WRONG_CREDENTIALS =
            Set.of(BIND_FAILED, INVALID_PASSWORD, INVALID_SYSTEM_ID, INVALID_SYSTEM_TYPE);

    private static final Duration THROTTLED_PAUSE = Duration.ofSeconds(1);
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(5);

    /** SMPP 3.4, 5.1.3. */
    private static final Map<Integer, Meaning> MEANINGS = Map.ofEntries(
            Map.entry(0x00, new Meaning("ESME_ROK", "no error")),
            Map.entry(0x01, new Meaning("ESME_RINVMSGLEN", "message length is invalid")),
            Map.entry(0x02, new Meaning("ESME_RINVCMDLEN", "command length is invalid")),
            Map.entry(0x03, new Meaning("ESME_RINVCMDID", "command is invalid")),
            Map.entry(0x04, new Meaning("ESME_RINVBNDSTS", "the session is not bound for this")),
            Map.entry(0x05, new Meaning("ESME_RALYBND", "already bound")),
            Map.entry(0x06, new Meaning("ESME_RINVPRTFLG", "priority flag is invalid")),
            Map.entry(0x07, new Meaning("ESME_RINVREGDLVFLG", "registered_delivery is invalid")),
            Map.entry(0x08, new Meaning("ESME_RSYSERR", "system error")),
            Map.entry(0x0A, new Meaning("ESME_RINVSRCADR", "source address is invalid")),
            Map.entry(0x0B, new Meaning("ESME_RINVDSTADR", "destination address is invalid")),
            Map.entry(0x0C, new Meaning("ESME_RINVMSGID", "message id is invalid")),
            Map.entry(0x0D, new Meaning("ESME_RBINDFAIL", "bind failed")),
            Map.entry(0x0E, new Meaning("ESME_RINVPASWD", "password is invalid")),
            Map.entry(0x0F, new Meaning("ESME_RINVSYSID", "system id is invalid")),
            Map.entry(0x11, new Meaning("ESME_RCANCELFAIL", "cancel_sm failed")),
            Map.entry(0x13, new Meaning("ESME_RREPLACEFAIL", "replace_sm failed")),
            Map.entry(0x14, new Meaning("ESME_RMSGQFUL", "message queue is full")),
            Map.entry(0x15, new Meaning("ESME_RINVSERTYP", "service type is invalid")),
            Map.entry(0x33, new Meaning("ESME_RINVNUMDESTS", "number of destinations is invalid")),
            Map.entry(0x34, new Meaning("ESME_RINVDLNAME", "distribution list is invalid")),
            Map.entry(0x40, new Meaning("ESME_RINVDESTFLAG", "destination flag is invalid")),
            Map.entry(0x42, new Meaning("ESME_RINVSUBREP", "submission with replacement is invalid")),
            Map.entry(0x43, new Meaning("ESME_RINVESMCLASS", "esm_class is invalid")),
            Map.entry(0x44, new Meaning("ESME_RCNTSUBDL", "cannot submit to a distribution list")),
            Map.entry(0x45, new Meaning("ESME_RSUBMITFAIL", "submit failed")),
            Map.entry(0x48, new Meaning("ESME_RINVSRCTON", "type of source number is invalid")),
            Map.entry(0x49, new Meaning("ESME_RINVSRCNPI", "numbering plan of source is invalid")),
            Map.entry(0x50, new Meaning("ESME_RINVDSTTON", "type of destination number is invalid")),
            Map.entry(0x51, new Meaning("ESME_RINVDSTNPI", "numbering plan of destination is invalid")),
            Map.entry(0x53, new Meaning("ESME_RINVSYSTYP", "system type is invalid")),
            Map.entry(0x54, new Meaning("ESME_RINVREPFLAG", "replace_if_present is invalid")),
            Map.entry(0x55, new Meaning("ESME_RINVNUMMSGS", "number of messages is invalid")),
            Map.entry(0x58, new Meaning("ESME_RTHROTTLED", "throttled")),
            Map.entry(0x61, new Meaning("ESME_RINVSCHED", "time of delivery is invalid")),
            Map.entry(0x62, new Meaning("ESME_RINVEXPIRY", "validity period is invalid")),
            Map.entry(0x63, new Meaning("ESME_RINVDFTMSGID", "sm_default_msg_id is invalid")),
            Map.entry(0x64, new Meaning("ESME_RX_T_APPN", "receiver has a temporary error")),
            Map.entry(0x65, new Meaning("ESME_RX_P_APPN", "receiver has a permanent error")),
            Map.entry(0x66, new Meaning("ESME_RX_R_APPN", "receiver rejects the message")),
            Map.entry(0x67, new Meaning("ESME_RQUERYFAIL", "query_sm failed")),
            Map.entry(0xC0, new Meaning("ESME_RINVOPTPARSTREAM", "optional part is invalid")),
            Map.entry(0xC1, new Meaning("ESME_ROPTPARNOTALLWD", "optional parameter is not allowed")),
            Map.entry(0xC2, new Meaning("ESME_RINVPARLEN", "length of a parameter is invalid")),
            Map.entry(0xC3, new Meaning("ESME_RMISSINGOPTPARAM", "optional parameter is missing")),
            Map.entry(0xC4, new Meaning("ESME_RINVOPTPARAMVAL", "value of an optional parameter is invalid")),
            Map.entry(0xFE, new Meaning("ESME_RDELIVERYFAILURE", "delivery failure")),
            Map.entry(0xFF, new Meaning("ESME_RUNKNOWNERR", "unknown error")));

    /** @param name in the standard */
    private record Meaning(String name, String description) {}

    private CommandStatus() {}

    /** @param temporary operator-specific codes after which a submit is retried */
    static Submission outcome(int status, Set<Integer> temporary) {
        if (THROTTLING.contains(status)) {
            return new Deferred(error(status), THROTTLED_PAUSE, true);
        }
        return TEMPORARY.contains(status) || WRONG_STATE.contains(status) || temporary.contains(status)
                ? new Deferred(error(status), RETRY_PAUSE, false)
                : new Rejected(error(status));
    }

    /** Whether the session must be closed and bound again. */
    static boolean isWrongState(int status) {
        return WRONG_STATE.contains(status);
    }

    /** Whether a bind was refused for credentials that only an operator can correct. */
    static boolean isWrongCredentials(int status) {
        return WRONG_CREDENTIALS.contains(status);
    }

    static ProviderError error(int status) {
        return new ProviderError(SmsChannel.errorCode(code(status)), describe(status));
    }

    static String describe(int status) {
        var known = MEANINGS.get(status);
        return (known == null ? "refused by the operator" : known.description()) + " (" + code(status) + ")";
    }

    /** The name of the standard with the number, or the number alone for one of the operator's own. */
    static String name(int status) {
        var known = MEANINGS.get(status);
        return known == null ? code(status) : known.name() + " (" + code(status) + ")";
    }

    private static String code(int status) {
        return String.format(Locale.ROOT, "0x%02X", status);
    }
}
