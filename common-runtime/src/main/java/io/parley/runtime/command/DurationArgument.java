package io.parley.runtime.command;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations in arguments, in the notation of the settings; plain Java, since commands run without Quarkus. */
public final class DurationArgument {
    private static final Pattern NOTATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private DurationArgument() {}

    /**
     * Parses a duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 24h} or {@code 7d}.
     *
     * @throws IllegalArgumentException with what is required, to follow the name of the option
     */
    public static Duration parse(String text) {
        var parts = NOTATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("must be a duration such as 500ms, 30s, 5m, 24h or 7d, not " + text);
        }
        var number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
