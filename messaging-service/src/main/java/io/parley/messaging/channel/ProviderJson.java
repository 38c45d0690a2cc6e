package io.parley.messaging.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads members of providers' JSON. A member that is absent or of a type that makes no sense is empty and never an
 * exception: one odd member must not cost the rest of a person's message.
 */
public final class ProviderJson {

    /** Digits of the longest plain decimal; a number like 1e999999999 would fill the memory if it was written out. */
    private static final int MAX_DIGITS = 40;

    /** First instant that neither the database nor ISO 8601 with four digits of year can hold. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private ProviderJson() {}

    /** A text without NUL characters, which no database holds; empty if it is empty or something else. */
    public static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue())
                .map(text -> text.replace("\0", ""))
                .filter(text -> !text.isEmpty());
    }

    /** A text, or a number as text: providers write identifiers and numbers both ways. */
    public static Optional<String> scalar(JsonNode node) {
        return node.isNumber() ? decimal(node) : text(node);
    }

    /** The first that is a text or a number; null if none is. */
    public static String first(JsonNode... nodes) {
        return Stream.of(nodes)
                .flatMap(node -> scalar(node).stream())
                .findFirst()
                .orElse(null);
    }

    /** A number, or a text that holds one, in plain decimal digits without an exponent; other texts as they are. */
    public static Optional<String> plain(JsonNode node) {
        return decimal(node).or(() -> text(node));
    }

    /** A finite number, or a text that holds one. */
    public static OptionalDouble number(JsonNode node) {
        return bigDecimal(node)
                .map(BigDecimal::doubleValue)
                .filter(Double::isFinite)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /** Null if it is something else. */
    public static Boolean truth(JsonNode node) {
        return switch (node.asText("")) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** Elements of an array; anything else but null is its own only element, since some send one without the array. */
    public static List<JsonNode> elements(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).toList();
        }
        return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
    }

    /** Seconds since 1970 as text or number; the other instant where they make no sense. */
    public static Instant seconds(JsonNode node, Instant otherwise) {
        return millis(node, 1_000, otherwise);
    }

    /** Milliseconds since 1970 as text or number; the other instant where they make no sense. */
    public static Instant millis(JsonNode node, Instant otherwise) {
        return millis(node, 1, otherwise);
    }

    /** The instant if it can be stored and written, else the other one. */
    public static Instant storable(Instant told, Instant otherwise) {
        return told.isBefore(Instant.EPOCH) || told.isAfter(END_OF_TIME) ? otherwise : told;
    }

    private static Instant millis(JsonNode node, int factor, Instant otherwise) {
        var max = BigDecimal.valueOf(END_OF_TIME.toEpochMilli());
        return bigDecimal(node)
                .map(number -> number.multiply(BigDecimal.valueOf(factor)))
                .filter(number -> number.signum() > 0 && number.compareTo(max) <= 0)
                .map(number -> Instant.ofEpochMilli(number.longValue()))
                .orElse(otherwise);
    }

    private static Optional<String> decimal(JsonNode node) {
        return bigDecimal(node)
                .filter(number -> number.precision() + Math.abs((long) number.scale()) <= MAX_DIGITS)
                .map(BigDecimal::toPlainString);
    }

    private static Optional<BigDecimal> bigDecimal(JsonNode node) {
        try {
            return switch (node.getNodeType()) {
                case NUMBER -> Optional.of(node.decimalValue());
                case STRING ->
                    node.textValue().length() > MAX_DIGITS
                            ? Optional.empty()
                            : Optional.of(new BigDecimal(node.textValue().strip()));
                default -> Optional.empty();
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
