package io.parley.messaging.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A delivery receipt. Parameters take precedence over the text; a parameter without a value is ignored.
 *
 * @param id normal form of the message id; null if the receipt has none
 * @param state null if it has none or an unknown one
 * @param error the network's error code; null if none or only zeros
 * @param parts number of segments it covers; more than 1 only if it covers all of the text
 * @param userMessageReference {@code user_message_reference} of our submit, 0 to 65535, where the SMSC returns it; else
 *     null
 * @param recipient of the message, in digits without +
 * @param sender the identity of ours that sent the message
 * @param text first characters of the message if the SMSC repeats them; else empty
 */
record Receipt(
        @Nullable String id,
        @Nullable ReceiptState state,
        @Nullable String error,
        int parts,
        @Nullable Integer userMessageReference,
        String recipient,
        String sender,
        String text) {
    private static final int MAX_WORD = 20;

    static Receipt of(Delivery delivery, SmsConfig.Receipts settings, DefaultAlphabet alphabet) {
        var text = ReceiptText.of(delivery, alphabet);
        var state = state(delivery, text, settings.receiptStates());
        return new Receipt(
                delivery.parameter(Tag.RECEIPTED_MESSAGE_ID)
                        .flatMap(value -> CString.of(value, 0))
                        .map(ReceiptIds::normal)
                        .or(() -> text.field("id").map(settings.receiptIds()::ofText))
                        .orElse(null),
                state.orElse(null),
                error(delivery, text).orElse(null),
                parts(text, state.orElse(null)),
                delivery.parameter(Tag.USER_MESSAGE_REFERENCE)
                        .filter(value -> value.length == 2)
                        .map(value -> number(value[0], value[1]))
                        .orElse(null),
                delivery.source(),
                delivery.destination(),
                text.excerpt());
    }

    /** Whether it has a message id and a known state. */
    boolean isComplete() {
        return id != null && state != null;
    }

    /** Why it cannot be used; of its content only the SMSC's state word is included. */
    static String error(Delivery delivery, DefaultAlphabet alphabet) {
        return ReceiptText.of(delivery, alphabet)
                .field("stat")
                .filter(word -> word.length() <= MAX_WORD && word.matches("\\w+"))
                .map(word -> "receipt of unknown state " + word + " or without id")
                .orElse("receipt without id or state");
    }

    private static Optional<ReceiptState> state(
            Delivery delivery, ReceiptText text, Map<String, ReceiptState.Meaning> own) {
        return delivery.parameter(Tag.MESSAGE_STATE)
                .flatMap(value -> ReceiptState.ofCode(value[0]))
                .or(() -> text.field("stat").flatMap(word -> ReceiptState.ofWord(word, own)));
    }

    /** One receipt can cover all segments: {@code sub:} counts those submitted, {@code dlvrd:} those delivered. */
    private static int parts(ReceiptText text, @Nullable ReceiptState state) {
        var submitted = text.number("sub").orElse(1);
        var delivered = text.number("dlvrd").orElse(submitted);
        var coversAll =
                state != null && (state.meaning() != ReceiptState.Meaning.DELIVERED || delivered.equals(submitted));
        return coversAll ? Math.max(1, submitted) : 1;
    }

    private static Optional<String> error(Delivery delivery, ReceiptText text) {
        return delivery.parameter(Tag.NETWORK_ERROR_CODE)
                .flatMap(Receipt::networkError)
                .filter(Receipt::isError)
                .or(() -> text.field("err").filter(Receipt::isError));
    }

    private static boolean isError(String code) {
        return !code.matches("0*");
    }

    /** One octet of network type and two of code; some SMSCs write ASCII digits, which are not valid network types. */
    private static Optional<String> networkError(byte[] value) {
        var text = new String(value, StandardCharsets.ISO_8859_1).replace("\0", "");
        if (text.matches("[0-9]+")) {
            return Optional.of(text);
        }
        return value.length == 3 ? Optional.of(Integer.toString(number(value[1], value[2]))) : Optional.empty();
    }

    private static int number(byte high, byte low) {
        return ((high & 0xFF) << 8) | (low & 0xFF);
    }
}
