package io.parley.template.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.template.lifecycle.LocalizationStatus;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** {@code parley.template.transitions}: committed changes of the status of localizations. */
@Singleton
class TemplateTransitionMetrics {
    private final MeterRegistry meters;

    TemplateTransitionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param from null for a creation */
    void count(@Nullable LocalizationStatus from, LocalizationStatus to) {
        if (from == to) {
            return; // only Meta's more specific status differs
        }
        Counter.builder("parley.template.transitions")
                .description("Changes of the status of template localizations; from is none for a creation")
                .tag("from", from == null ? "none" : from.name())
                .tag("to", to.name())
                .register(meters)
                .increment();
    }
}
