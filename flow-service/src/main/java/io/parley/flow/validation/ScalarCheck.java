package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceScalar;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks texts and numbers by the limits of the schema. */
final class ScalarCheck {
    private static final int KILOBYTE = 1024;
    private static final int MAX_REGEX = 1000;
    private static final Pattern DATA_URL = Pattern.compile("data:image/[a-z+.-]{1,20};base64,");

    private static final boolean[] BASE_64 = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                .chars()
                .forEach(unit -> BASE_64[unit] = true);
    }

    private final FlowVersion version;
    private final FlowFindings findings;

    ScalarCheck(FlowVersion version, FlowFindings findings) {
        this.version = version;
        this.findings = findings;
    }

    static Optional<Integer> limit(@Nullable Versioned limit, FlowVersion version) {
        return limit == null ? Optional.empty() : limit.numberAt(version);
    }

    void check(SourceScalar value, ValueSchema property, String name) {
        if (value.isString() && !isShort(value, property)) {
            text(value, value.text(), property, name);
        }
        if (property.min() != null || property.max() != null) {
            number(value).ifPresent(number -> range(value, number, property, name));
        }
    }

    /** Whether a text is valid by its length as it is written, in which no escape is shorter than its character. */
    private boolean isShort(SourceScalar value, ValueSchema property) {
        return property.isFreeText()
                && value.beginsWithLetter()
                && limit(property.minChars(), version).orElse(0) <= 1
                && value.writtenLength() <= limit(property.maxChars(), version).orElse(Integer.MAX_VALUE);
    }

    /** Returns the number of a number, or of a text with digits only. */
    static Optional<BigDecimal> number(SourceScalar scalar) {
        return scalar.isString()
                ? Optional.of(scalar.text()).filter(FlowDates::isEpoch).map(BigDecimal::new)
                : scalar.number();
    }

    private void range(SourceScalar value, BigDecimal number, ValueSchema property, String name) {
        limit(property.min(), version)
                .filter(min -> number.compareTo(BigDecimal.valueOf(min)) < 0)
                .ifPresent(min -> findings.value("value-min", value, name, min));
        limit(property.max(), version)
                .filter(max -> number.compareTo(BigDecimal.valueOf(max)) > 0)
                .ifPresent(max -> findings.value("value-max", value, name, max));
    }

    private void text(SourceScalar value, String text, ValueSchema property, String name) {
        if (property.oneOf() != null && !property.oneOf().contains(text)) {
            var rule = property.constant() ? "value-constant" : "value-enum";
            findings.value(rule, value, name, String.join(", ", property.oneOf()));
            return;
        }
        length(value, text, property, name);
        if (property.pattern() != null
                && !text.isEmpty()
                && !property.pattern().matcher(text).matches()) {
            findings.value("value-pattern", value, name, property.pattern());
        }
        if (property.format() != null) {
            property.format().at(version).ifPresent(format -> format(value, text, format, property, name));
        }
    }

    private void length(SourceScalar value, String text, ValueSchema property, String name) {
        var min = limit(property.minChars(), version);
        if (min.isPresent() && text.length() < min.get()) {
            findings.value("chars-min", value, name, min.get());
        } else if (min.isPresent() && text.isBlank()) {
            findings.value("text-blank", value, name);
        }
        limit(property.maxChars(), version)
                .filter(max -> text.codePointCount(0, text.length()) > max)
                .ifPresent(max -> findings.value("chars-max", value, name, max, text.length()));
    }

    private void format(SourceScalar value, String text, String format, ValueSchema property, String name) {
        var valid =
                switch (format) {
                    case "date" -> FlowDates.isDay(text);
                    case "epoch" -> FlowDates.isEpoch(text);
                    case "url" -> isUrl(text);
                    case "regex" -> isRegex(text);
                    case "image" -> isBase64(text, imageStart(text));
                    default -> throw new IllegalArgumentException("unknown format " + format);
                };
        if (!valid) {
            findings.value("value-format", value, name, format);
        } else if (format.equals("image")) {
            imageSize(value, text, property, name);
        }
    }

    private void imageSize(SourceScalar value, String text, ValueSchema property, String name) {
        var bytes = (text.length() - imageStart(text)) / 4L * 3;
        limit(property.maxKb(), version)
                .filter(max -> bytes > (long) max * KILOBYTE)
                .ifPresent(max -> findings.value("image-size", value, name, max, bytes / KILOBYTE));
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Flows use JavaScript's notation, of which Java's is close to a superset. A huge pattern is not compiled. */
    private static boolean isRegex(String text) {
        try {
            return text.length() > MAX_REGEX || Pattern.compile(text) != null;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static int imageStart(String text) {
        var prefix = DATA_URL.matcher(text);
        return prefix.lookingAt() ? prefix.end() : 0;
    }

    private static boolean isBase64(String text, int from) {
        var end = text.length();
        while (end > from && text.charAt(end - 1) == '=' && end > text.length() - 2) {
            end--;
        }
        for (var i = from; i < end; i++) {
            if (!isBase64(text.charAt(i))) {
                return false;
            }
        }
        return end > from;
    }

    private static boolean isBase64(char unit) {
        return unit < BASE_64.length && BASE_64[unit];
    }
}
