package io.parley.runtime.settings;

import java.time.Duration;

/** Validates {@link Within} for durations. */
public final class WithinDurations extends WithinValidator<Duration, Duration> {

    @Override
    Duration limit(String text) {
        return DurationNotation.parse(text);
    }

    @Override
    Duration comparable(Duration value) {
        return value;
    }
}
