package io.parley.sandbox.meta.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules of single values. Characters are counted as code points. */
final class Values {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern EMOJI =
            Pattern.compile("[\\p{IsEmoji_Presentation}\\p{IsExtended_Pictographic}\\x{20E3}]");
    private static final Pattern ONE_CHARACTER = Pattern.compile("\\X");

    private Values() {}

    /** Allows any string, including an empty one. */
    static Rule text() {
        return is("a string", JsonNode::isTextual);
    }

    /** Allows 1 to {@code max} characters. */
    static Rule text(int max) {
        return text(1, max);
    }

    static Rule text(int min, int max) {
        return text().and((param, value) -> hasLength(value, min, max)
                ? Optional.empty()
                : violation(param, "length invalid. Min length: " + min + ", Max length: " + max));
    }

    /** Like {@link #text(int)}, for members with Meta's code 100: outside of interactive messages and templates. */
    static Rule parameterText(int max) {
        return text().and((param, value) -> hasLength(value, 0, max)
                ? Optional.empty()
                : bad("Param " + param + " must be at most " + max + " characters long."));
    }

    private static boolean hasLength(JsonNode value, int min, int max) {
        var text = value.textValue();
        var length = text.codePointCount(0, text.length());
        return length >= min && length <= max;
    }

    static Rule bool() {
        return is("a boolean", JsonNode::isBoolean);
    }

    static Rule anyObject() {
        return is("an object", JsonNode::isObject);
    }

    /** Allows a number, or a numeric string: Meta's own examples have both. */
    static Rule number(double min, double max) {
        return is("a number", Values::isNumber).and((param, value) -> {
            var number = value.asDouble();
            return number >= min && number <= max
                    ? Optional.empty()
                    : violation(param, "must be between " + min + " and " + max);
        });
    }

    private static boolean isNumber(JsonNode value) {
        return value.isNumber() || NUMBER.matcher(value.asText()).matches();
    }

    static Rule integer(long min, long max) {
        return is("an integer", value -> isNumber(value) && !value.asText().contains("."))
                .and((param, value) -> value.asLong() >= min && value.asLong() <= max
                        ? Optional.empty()
                        : violation(param, "must be between " + min + " and " + max));
    }

    /** Allows one of these values, ignoring case: Meta's documents use both cases. */
    static Rule oneOf(String... values) {
        var allowed = List.of(values);
        return text().and((param, value) -> allowed.contains(value.textValue().toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : bad("Param " + param + " must be one of {"
                        + String.join(", ", values).toUpperCase(Locale.ROOT) + "}"));
    }

    static Rule matches(String regex, String rule) {
        var pattern = Pattern.compile(regex);
        return text().and((param, value) ->
                pattern.matcher(value.textValue()).matches() ? Optional.empty() : violation(param, "must be " + rule));
    }

    /** Allows an absolute http or https URL. */
    static Rule url() {
        return text().and((param, value) ->
                isUrl(value.textValue()) ? Optional.empty() : bad("Param " + param + " is not a valid URI."));
    }

    private static boolean isUrl(String text) {
        try {
            var uri = URI.create(text);
            return uri.getHost() != null
                    && List.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }

    /** Allows one emoji, or an empty string, which removes a reaction. */
    static Rule emojiOrEmpty() {
        return text().and((param, value) -> {
            var text = value.textValue();
            return text.isEmpty()
                            || ONE_CHARACTER.matcher(text).matches()
                                    && EMOJI.matcher(text).find()
                    ? Optional.empty()
                    : violation(param, "must be one emoji");
        });
    }

    static Rule withoutEmoji() {
        return (param, value) ->
                EMOJI.matcher(value.asText()).find() ? violation(param, "must not contain emoji") : Optional.empty();
    }

    private static Rule is(String type, Predicate<JsonNode> test) {
        return (param, value) -> test.test(value) ? Optional.empty() : bad("Param " + param + " must be " + type + ".");
    }

    private static Optional<RuleViolation> bad(String details) {
        return Optional.of(RuleViolation.badParameter(details));
    }

    private static Optional<RuleViolation> violation(String param, String rule) {
        return Optional.of(RuleViolation.invalid(param, rule));
    }
}
