package io.parley.runtime.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.annotation.Priority;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The notation of durations in settings: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}. Replaces
 * Quarkus' converter to report what is allowed; everything that Quarkus accepts is valid, as is ISO 8601.
 */
@Priority(ConverterPriority.ABOVE_QUARKUS)
public final class DurationNotation implements Converter<Duration> {
    private static final long serialVersionUID = 1L;

    @Override
    public Duration convert(String text) {
        try {
            return DurationConverter.parseDuration(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must be a duration such as 500ms, 30s, 5m, 24h or 7d, not \"" + text + "\"", e);
        }
    }

    static Duration parse(String text) {
        return DurationConverter.parseDuration(text);
    }

    /** Returns the duration in the largest unit that keeps it whole, for messages. */
    public static String text(Duration duration) {
        var millis = duration.toMillis();
        if (millis == 0 || millis % TimeUnit.SECONDS.toMillis(1) != 0) {
            return millis + "ms";
        }
        var seconds = duration.toSeconds();
        if (seconds % TimeUnit.DAYS.toSeconds(1) == 0) {
            return duration.toDays() + "d";
        }
        if (seconds % TimeUnit.HOURS.toSeconds(1) == 0) {
            return duration.toHours() + "h";
        }
        return seconds % TimeUnit.MINUTES.toSeconds(1) == 0 ? duration.toMinutes() + "m" : seconds + "s";
    }
}
