package io.parley.flow.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** {@code parley.flow.transitions}: committed changes of the status of flows. */
@Singleton
class FlowTransitionMetrics {
    private final MeterRegistry meters;

    FlowTransitionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param from null for a creation; otherwise, as {@code to}, a status or {@code DELETED} */
    void count(@Nullable String from, String to) {
        if (to.equals(from)) {
            return; // only Meta's more specific status differs
        }
        Counter.builder("parley.flow.transitions")
                .description("Changes of the status of flows; from is none for a creation")
                .tag("from", from == null ? "none" : from)
                .tag("to", to)
                .register(meters)
                .increment();
    }
}
