package io.parley.messaging.channel.sms;

import io.parley.messaging.model.MessageState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * State of a message at the SMSC.
 *
 * @param word as in a receipt's text, in upper case
 */
record ReceiptState(String word, Meaning meaning) {

    /** What a state means for the message. */
    enum Meaning {
        /** Delivered. */
        DELIVERED(MessageState.DELIVERED),
        /** Will not be delivered. */
        FAILED(MessageState.CHANNEL_FAILED),
        /** The SMSC does not know the outcome. */
        UNKNOWN(MessageState.UNKNOWN),
        /** Still in transit: no state change. */
        PENDING(null);

        private final @Nullable MessageState state;

        Meaning(@Nullable MessageState state) {
            this.state = state;
        }

        /** Empty if the message's state does not change. */
        Optional<MessageState> state() {
            return Optional.ofNullable(state);
        }
    }

    /** In the order of {@code message_state}: 1 to 8 of SMPP 3.4, 0 and 9 of SMPP 5. */
    private static final List<ReceiptState> BY_CODE = List.of(
            new ReceiptState("SCHEDULED", Meaning.PENDING),
            new ReceiptState("ENROUTE", Meaning.PENDING),
            new ReceiptState("DELIVRD", Meaning.DELIVERED),
            new ReceiptState("EXPIRED", Meaning.FAILED),
            new ReceiptState("DELETED", Meaning.FAILED),
            new ReceiptState("UNDELIV", Meaning.FAILED),
            new ReceiptState("ACCEPTD", Meaning.PENDING),
            new ReceiptState("UNKNOWN", Meaning.UNKNOWN),
            new ReceiptState("REJECTD", Meaning.FAILED),
            new ReceiptState("SKIPPED", Meaning.FAILED));

    /** Words that are in no standard but have been observed from SMSCs. */
    private static final List<ReceiptState> VENDOR_WORDS = List.of(
            new ReceiptState("FAILED", Meaning.FAILED),
            new ReceiptState("NOROUTE", Meaning.FAILED),
            new ReceiptState("BUFFRED", Meaning.PENDING),
            new ReceiptState("BUFFERED", Meaning.PENDING));

    /** Enough letters to distinguish the words; also the prefix of full words such as {@code DELIVERED}. */
    private static final int SIGNIFICANT_LETTERS = 5;

    /**
     * The state of a receipt's text.
     *
     * @param own words specific to this SMSC, in upper case
     */
    static Optional<ReceiptState> ofWord(String word, Map<String, Meaning> own) {
        var upper = word.toUpperCase(Locale.ROOT);
        return Optional.ofNullable(own.get(upper))
                .map(meaning -> new ReceiptState(upper, meaning))
                .or(() -> known(upper, BY_CODE))
                .or(() -> known(upper, VENDOR_WORDS));
    }

    /** The state of the parameter {@code message_state}; some SMSCs write an ASCII digit there. */
    static Optional<ReceiptState> ofCode(int code) {
        var number = code >= '0' && code <= '9' ? code - '0' : code;
        return number >= 0 && number < BY_CODE.size() ? Optional.of(BY_CODE.get(number)) : Optional.empty();
    }

    private static Optional<ReceiptState> known(String word, List<ReceiptState> states) {
        return states.stream()
                .filter(state -> word.startsWith(state.word.substring(0, SIGNIFICANT_LETTERS)))
                .findFirst();
    }
}
