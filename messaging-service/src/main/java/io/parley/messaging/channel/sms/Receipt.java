package io.parley.messaging.channel.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;

/**
 * What a delivery receipt says. Parameters win over the text; the text may be in {@code short_message} or {@code
 * message_payload}, in any case, with any field missing.
 *
 * @param id normal form of the message id; null if the receipt names none
 * @param outcome null if it names none
 * @param error the network's error code; null if none or only zeros
 * @param userMessageReference {@code user_message_reference} of our submit, 0 to 65535, where the SMSC returns it; else null
 * @param recipient to whom the message went, in digits without +
 * @param sender the identity of ours that it came from
 * @param text the first characters of the message where the SMSC repeats them; empty if it does not
 */
record Receipt(
        String id,
        Outcome outcome,
        String error,
        Integer userMessageReference,
        String recipient,
        String sender,
        String text) {

    /** State of a message at the SMSC, in the order of SMPP's {@code message_state} 1 to 8. */
    enum Outcome {
        ENROUTE,
        DELIVRD,
        EXPIRED,
        DELETED,
        UNDELIV,
        ACCEPTD,
        UNKNOWN,
        REJECTD;

        private static final int TELLING_LETTERS = 5;

        /** Also of full words such as {@code DELIVERED}: the first five letters tell. */
        static Optional<Outcome> of(String word) {
            var upper = word.toUpperCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(outcome -> upper.startsWith(outcome.name().substring(0, TELLING_LETTERS)))
                    .findFirst();
        }

        static Optional<Outcome> of(int messageState) {
            return messageState >= 1 && messageState <= values().length
                    ? Optional.of(values()[messageState - 1])
                    : Optional.empty();
        }
    }

    private static final Pattern ID = field("id");
    private static final Pattern STAT = field("stat");
    private static final Pattern ERR = field("err");
    private static final Pattern START_OF_TEXT = Pattern.compile("(?i)(?<![a-z])text:");

    static Receipt of(DeliverSm pdu, ReceiptIds ids) {
        var halves = START_OF_TEXT.split(text(pdu), 2);
        var text = halves[0];
        return new Receipt(
                parameter(pdu, Tag.RECEIPTED_MESSAGE_ID)
                        .map(Receipt::string)
                        .map(ReceiptIds::normal)
                        .or(() -> find(ID, text).map(ids::ofText))
                        .orElse(null),
                parameter(pdu, Tag.MESSAGE_STATE)
                        .filter(value -> value.length > 0)
                        .flatMap(value -> Outcome.of(value[0]))
                        .or(() -> find(STAT, text).flatMap(Outcome::of))
                        .orElse(null),
                parameter(pdu, Tag.NETWORK_ERROR_CODE)
                        .flatMap(Receipt::networkError)
                        .or(() -> find(ERR, text))
                        .filter(code -> !code.matches("0*"))
                        .orElse(null),
                parameter(pdu, Tag.USER_MESSAGE_REFERENCE)
                        .filter(value -> value.length == 2)
                        .map(value -> ((value[0] & 0xFF) << 8) | (value[1] & 0xFF))
                        .orElse(null),
                bare(pdu.getSourceAddr()),
                bare(pdu.getDestAddress()),
                halves.length < 2 ? "" : halves[1]);
    }

    private static String bare(String address) {
        return address == null ? "" : address.startsWith("+") ? address.substring(1) : address;
    }

    private static Pattern field(String name) {
        return Pattern.compile("(?i)(?<![a-z])" + name + ":\\s*(\\S+)");
    }

    private static Optional<String> find(Pattern field, String text) {
        var matcher = field.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String text(DeliverSm pdu) {
        var octets = pdu.getShortMessage();
        var whole = octets == null || octets.length == 0
                ? parameter(pdu, Tag.MESSAGE_PAYLOAD).orElse(new byte[0])
                : octets;
        return new String(whole, StandardCharsets.ISO_8859_1);
    }

    /** One octet of network type, two of code. */
    private static Optional<String> networkError(byte[] value) {
        return value.length == 3
                ? Optional.of(Integer.toString(((value[1] & 0xFF) << 8) | (value[2] & 0xFF)))
                : Optional.empty();
    }

    static Optional<byte[]> parameter(DeliverSm pdu, Tag tag) {
        return Optional.ofNullable(pdu.getOptionalParameters()).stream()
                .flatMap(Arrays::stream)
                .filter(parameter -> parameter.tag == tag.code())
                .findFirst()
                .map(Receipt::value);
    }

    /** The octets behind tag and length. */
    private static byte[] value(OptionalParameter parameter) {
        var whole = parameter.serialize();
        return Arrays.copyOfRange(whole, 4, whole.length);
    }

    private static String string(byte[] octets) {
        var text = new String(octets, StandardCharsets.ISO_8859_1);
        var end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
