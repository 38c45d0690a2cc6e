package io.parley.runtime.parking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code parley.events.parked}: events that were parked, by topic or channel. */
@Singleton
class ParkingMetrics {
    private final MeterRegistry meters;

    ParkingMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(List<ParkedEvent> events) {
        for (var event : events) {
            Counter.builder("parley.events.parked")
                    .description("Provider events parked because this service cannot process them yet")
                    .tag("source", event.source())
                    .register(meters)
                    .increment();
        }
    }
}
