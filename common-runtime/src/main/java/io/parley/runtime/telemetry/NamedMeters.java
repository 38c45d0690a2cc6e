package io.parley.runtime.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one of several instances that are not beans: all have the same prefix and the instance's name as tag.
 *
 * @param prefix of the meters' names, without the dot
 * @param name tag {@code name}
 */
public record NamedMeters(String prefix, String name) {

    public Counter counter(String meter, String description) {
        return Counter.builder(prefix + "." + meter)
                .description(description)
                .tag("name", name)
                .register(Metrics.globalRegistry);
    }

    /** @param unit of the recorded values, in the plural; ends the metric's name */
    public DistributionSummary summary(String meter, String description, String unit) {
        return DistributionSummary.builder(prefix + "." + meter)
                .description(description)
                .baseUnit(unit)
                .tag("name", name)
                .register(Metrics.globalRegistry);
    }

    /** @param tags names and values, alternating */
    public Timer timer(String meter, String description, String... tags) {
        return Timer.builder(prefix + "." + meter)
                .description(description)
                .tag("name", name)
                .tags(tags)
                .register(Metrics.globalRegistry);
    }

    /** Registers a gauge of a number; the number is weakly referenced, as usual in Micrometer. */
    public void gauge(String meter, String description, Number value) {
        Gauge.builder(prefix + "." + meter, value, Number::doubleValue)
                .description(description)
                .tag("name", name)
                .register(Metrics.globalRegistry);
    }
}
