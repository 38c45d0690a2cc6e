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

    private static final Map<Integer, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry(0x01, "message length is invalid"),
            Map.entry(0x02, "command length is invalid"),
            Map.entry(0x03, "command is invalid"),
            Map.entry(0x04, "the session is not bound for this"),
            Map.entry(0x05, "already bound"),
            Map.entry(0x08, "system error"),
            Map.entry(0x0A, "source address is invalid"),
            Map.entry(0x0B, "destination address is invalid"),
            Map.entry(0x0D, "bind failed"),
            Map.entry(0x0E, "password is invalid"),
            Map.entry(0x0F, "system id is invalid"),
            Map.entry(0x14, "message queue is full"),
            Map.entry(0x15, "service type is invalid"),
            Map.entry(0x45, "submit failed"),
            Map.entry(0x48, "type of source number is invalid"),
            Map.entry(0x49, "numbering plan of source is invalid"),
            Map.entry(0x50, "type of destination number is invalid"),
            Map.entry(0x51, "numbering plan of destination is invalid"),
            Map.entry(0x53, "system type is invalid"),
            Map.entry(0x58, "throttled"),
            Map.entry(0x62, "validity period is invalid"),
            Map.entry(0x64, "receiver has a temporary error"),
            Map.entry(0x65, "receiver has a permanent error"),
            Map.entry(0x66, "receiver rejects the message"),
            Map.entry(0xFE, "delivery failure"),
            Map.entry(0xFF, "unknown error"));

    /** SMPP 3.4, 5.1.3. */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x00, "ESME_ROK"),
            Map.entry(0x01, "ESME_RINVMSGLEN"),
            Map.entry(0x02, "ESME_RINVCMDLEN"),
            Map.entry(0x03, "ESME_RINVCMDID"),
            Map.entry(0x04, "ESME_RINVBNDSTS"),
            Map.entry(0x05, "ESME_RALYBND"),
            Map.entry(0x06, "ESME_RINVPRTFLG"),
            Map.entry(0x07, "ESME_RINVREGDLVFLG"),
            Map.entry(0x08, "ESME_RSYSERR"),
            Map.entry(0x0A, "ESME_RINVSRCADR"),
            Map.entry(0x0B, "ESME_RINVDSTADR"),
            Map.entry(0x0C, "ESME_RINVMSGID"),
            Map.entry(0x0D, "ESME_RBINDFAIL"),
            Map.entry(0x0E, "ESME_RINVPASWD"),
            Map.entry(0x0F, "ESME_RINVSYSID"),
            Map.entry(0x11, "ESME_RCANCELFAIL"),
            Map.entry(0x13, "ESME_RREPLACEFAIL"),
            Map.entry(0x14, "ESME_RMSGQFUL"),
            Map.entry(0x15, "ESME_RINVSERTYP"),
            Map.entry(0x33, "ESME_RINVNUMDESTS"),
            Map.entry(0x34, "ESME_RINVDLNAME"),
            Map.entry(0x40, "ESME_RINVDESTFLAG"),
            Map.entry(0x42, "ESME_RINVSUBREP"),
            Map.entry(0x43, "ESME_RINVESMCLASS"),
            Map.entry(0x44, "ESME_RCNTSUBDL"),
            Map.entry(0x45, "ESME_RSUBMITFAIL"),
            Map.entry(0x48, "ESME_RINVSRCTON"),
            Map.entry(0x49, "ESME_RINVSRCNPI"),
            Map.entry(0x50, "ESME_RINVDSTTON"),
            Map.entry(0x51, "ESME_RINVDSTNPI"),
            Map.entry(0x53, "ESME_RINVSYSTYP"),
            Map.entry(0x54, "ESME_RINVREPFLAG"),
            Map.entry(0x55, "ESME_RINVNUMMSGS"),
            Map.entry(0x58, "ESME_RTHROTTLED"),
            Map.entry(0x61, "ESME_RINVSCHED"),
            Map.entry(0x62, "ESME_RINVEXPIRY"),
            Map.entry(0x63, "ESME_RINVDFTMSGID"),
            Map.entry(0x64, "ESME_RX_T_APPN"),
            Map.entry(0x65, "ESME_RX_P_APPN"),
            Map.entry(0x66, "ESME_RX_R_APPN"),
            Map.entry(0x67, "ESME_RQUERYFAIL"),
            Map.entry(0xC0, "ESME_RINVOPTPARSTREAM"),
            Map.entry(0xC1, "ESME_ROPTPARNOTALLWD"),
            Map.entry(0xC2, "ESME_RINVPARLEN"),
            Map.entry(0xC3, "ESME_RMISSINGOPTPARAM"),
            Map.entry(0xC4, "ESME_RINVOPTPARAMVAL"),
            Map.entry(0xFE, "ESME_RDELIVERYFAILURE"),
            Map.entry(0xFF, "ESME_RUNKNOWNERR"));

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
        return DESCRIPTIONS.getOrDefault(status, "refused by the operator") + " (" + code(status) + ")";
    }

    /** The name of the standard with the number, or the number alone for one of the operator's own. */
    static String name(int status) {
        var name = NAMES.get(status);
        return name == null ? code(status) : name + " (" + code(status) + ")";
    }

    private static String code(int status) {
        return String.format(Locale.ROOT, "0x%02X", status);
    }
}
