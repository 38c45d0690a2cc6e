package io.parley.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads members of providers' JSON. A member that is absent or of an unexpected type is empty and never an exception:
 * one malformed member must not lose the rest of an inbound message.
 */
public final class ProviderJson {

    /** Maximum digits of a plain decimal; a number like 1e999999999 would exhaust the memory if written out. */
    private static final int MAX_DIGITS = 40;

    /** Last second that ISO 8601 with four digits of year can express. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private ProviderJson() {}

    /** A non-empty string, without NUL characters, because PostgreSQL cannot store them; empty for other types. */
    public static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue())
                .map(text -> text.replace("\0", ""))
                .filter(text -> !text.isEmpty());
    }

    /** A string, or a number as string: providers write identifiers and numbers both ways. */
    public static Optional<String> scalar(JsonNode node) {
        return node.isNumber() ? decimal(node) : text(node);
    }

    /** The first that is a string or a number; null if none is. */
    public static @Nullable String first(JsonNode... nodes) {
        return Stream.of(nodes)
                .flatMap(node -> scalar(node).stream())
                .findFirst()
                .orElse(null);
    }

    /**
     * A number, or a string that contains one, in plain decimal digits without an exponent; other strings unchanged.
     */
    public static Optional<String> plain(JsonNode node) {
        return decimal(node).or(() -> text(node));
    }

    /** A finite number, or a string that contains one. */
    public static OptionalDouble number(JsonNode node) {
        return bigDecimal(node)
                .map(BigDecimal::doubleValue)
                .filter(Double::isFinite)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /** A boolean, or a string that contains one; null for anything else. */
    public static @Nullable Boolean truth(JsonNode node) {
        return switch (node.asText("")) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** Elements of an array; any other value but null is the only element, since some providers omit the array. */
    public static List<JsonNode> elements(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).toList();
        }
        return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
    }

    /** Seconds since 1970 as string or number; the other instant if out of range. */
    public static Instant seconds(JsonNode node, Instant otherwise) {
        return seconds(node).orElse(otherwise);
    }

    /** Seconds since 1970 as string or number; empty if out of range. */
    public static Optional<Instant> seconds(JsonNode node) {
        return millis(node, 1_000);
    }

    /** Milliseconds since 1970 as string or number; the other instant if out of range. */
    public static Instant millis(JsonNode node, Instant otherwise) {
        return millis(node, 1).orElse(otherwise);
    }

    /** The instant if it can be stored and formatted, else the other one. */
    public static Instant storable(Instant reported, Instant otherwise) {
        return reported.isBefore(Instant.EPOCH) || reported.isAfter(END_OF_TIME) ? otherwise : reported;
    }

    private static Optional<Instant> millis(JsonNode node, int factor) {
        var max = BigDecimal.valueOf(END_OF_TIME.toEpochMilli());
        return bigDecimal(node)
                .map(number -> number.multiply(BigDecimal.valueOf(factor)))
                .filter(number -> number.signum() > 0 && number.compareTo(max) <= 0)
                .map(number -> Instant.ofEpochMilli(number.longValue()));
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
