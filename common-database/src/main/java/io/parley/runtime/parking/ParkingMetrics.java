package io.parley.runtime.parking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts events of the bus that were parked. */
@Singleton
public class ParkingMetrics {
    private final MeterRegistry meters;

    ParkingMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    public void count(List<ParkedEvent> events) {
        for (var event : events) {
            Counter.builder("parley.events.parked")
                    .description("Provider events parked because this service cannot process them yet")
                    .tag("source", event.source())
                    .register(meters)
                    .increment();
        }
    }
}
