package io.parley.runtime.parking;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.ProviderEvent;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Parks all records of the channel {@code provider-events}, for a service that does not process them yet and sets
 * {@code parley.parking.provider-events=true}. Offsets are committed after a batch is committed to the database; while
 * the database is unavailable the batch is retried without limit.
 */
@ApplicationScoped
@IfBuildProperty(name = "parley.parking.provider-events", stringValue = "true")
class ParkProviderEvents {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(ParkProviderEvents.class), "parking will be retried");
    private final ParkedEvents parked;
    private final ParkingMetrics metrics;
    private final ObjectReader reader;

    ParkProviderEvents(ParkedEvents parked, ParkingMetrics metrics, ObjectMapper mapper) {
        this.parked = parked;
        this.metrics = metrics;
        this.reader = mapper.readerFor(ProviderEvent.class);
    }

    @Incoming("provider-events")
    Uni<Void> park(ConsumerRecords<String, byte[]> batch) {
        var events = StreamSupport.stream(batch.spliterator(), false)
                .map(entry -> ParkedEvent.of(entry, reader))
                .toList();
        return parked.park(events)
                .invoke(() -> parked(events))
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .indefinitely();
    }

    private void parked(List<ParkedEvent> events) {
        outage.succeeded();
        metrics.count(events);
    }
}
