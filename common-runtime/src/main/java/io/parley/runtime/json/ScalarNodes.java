package io.parley.runtime.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Schema nodes of scalar types. */
final class ScalarNodes {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final SchemaNode TEXT = new SchemaNode.Plain("must be a string", JsonNode::isTextual);
    private static final SchemaNode BOOLEAN = new SchemaNode.Plain("must be true or false", JsonNode::isBoolean);
    private static final SchemaNode NUMBER = new SchemaNode.Plain("must be a number", ScalarNodes::isFinite);
    private static final SchemaNode INTEGER =
            new SchemaNode.Plain("must be a whole number", JsonNode::isIntegralNumber);
    private static final SchemaNode INSTANT =
            parsed("must be a date and time like 2026-01-31T12:00:00Z", OffsetDateTime::parse);

    private static final Map<Class<?>, SchemaNode> KNOWN = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(CharSequence.class, TEXT),
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(Short.class, whole(Short.MIN_VALUE, Short.MAX_VALUE)),
            Map.entry(int.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(Integer.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry(long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(Long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry(BigInteger.class, INTEGER),
            Map.entry(float.class, NUMBER),
            Map.entry(Float.class, NUMBER),
            Map.entry(double.class, NUMBER),
            Map.entry(Double.class, NUMBER),
            Map.entry(BigDecimal.class, NUMBER),
            Map.entry(
                    UUID.class,
                    text("must be a UUID", value -> UUID_TEXT.matcher(value).matches())),
            Map.entry(Instant.class, INSTANT),
            Map.entry(OffsetDateTime.class, INSTANT),
            Map.entry(LocalDate.class, parsed("must be a date like 2026-01-31", LocalDate::parse)),
            Map.entry(Duration.class, parsed("must be a duration like PT30S", Duration::parse)),
            Map.entry(URI.class, parsed("must be a URI", URI::create)));

    private ScalarNodes() {}

    static Optional<SchemaNode> of(Class<?> type) {
        return Optional.ofNullable(KNOWN.get(type));
    }

    /** The violation for a value that is none of these names. Null stands for an absent value. */
    static String choice(Collection<String> names, @Nullable JsonNode given) {
        var suggestion = given == null || !given.isTextual() ? "" : Suggestion.of(given.textValue(), names);
        return "must be one of " + String.join(", ", names) + suggestion;
    }

    private static SchemaNode text(String expectation, Predicate<String> rule) {
        return new SchemaNode.Plain(expectation, value -> value.isTextual() && rule.test(value.textValue()));
    }

    private static SchemaNode parsed(String expectation, Function<String, ?> parser) {
        return text(expectation, value -> parses(value, parser));
    }

    private static boolean parses(String value, Function<String, ?> parser) {
        try {
            return parser.apply(value) != null;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static SchemaNode whole(long min, long max) {
        return new SchemaNode.Plain(
                "must be a whole number from " + min + " to " + max,
                value -> value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= min
                        && value.longValue() <= max);
    }

    private static boolean isFinite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue());
    }
}
