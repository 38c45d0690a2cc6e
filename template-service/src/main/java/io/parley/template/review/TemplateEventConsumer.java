package io.parley.template.review;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.ProviderEvent;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.parking.ParkedEvent;
import io.parley.runtime.parking.ParkedEvents;
import io.parley.runtime.parking.ParkingMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes Meta's webhooks about templates in batches, whose events are stored together. Offsets are committed after the
 * effects; while the database is unavailable, the batch is retried without limit. An event that cannot be read, or whose
 * own content makes it fail, is parked.
 */
@ApplicationScoped
class TemplateEventConsumer {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(TemplateEventConsumer.class), "template events will be retried");
    private final Directory directory;
    private final ReviewTemplates review;
    private final ParkedEvents parked;
    private final ParkingMetrics metrics;
    private final ObjectReader reader;

    TemplateEventConsumer(
            Directory directory,
            ReviewTemplates review,
            ParkedEvents parked,
            ParkingMetrics metrics,
            ObjectMapper json) {
        this.directory = directory;
        this.review = review;
        this.parked = parked;
        this.metrics = metrics;
        // A newer gateway may send members that are unknown here.
        this.reader = json.readerFor(ProviderEvent.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Incoming("provider-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
        return Uni.createFrom()
                .deferred(() -> processAll(batch))
                .invoke(outage::succeeded)
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .indefinitely();
    }

    /**
     * Before the directory is read, it is not known which accounts are ours. All events are subscribed to in their order
     * before the first is stored, and their batch keeps this order.
     */
    private Uni<Void> processAll(ConsumerRecords<String, byte[]> batch) {
        if (!directory.caughtUp()) {
            return Uni.createFrom().failure(new IllegalStateException("the directory is not read yet"));
        }
        var events = StreamSupport.stream(batch.spliterator(), false)
                .map(this::process)
                .toList();
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(events).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> process(ConsumerRecord<String, byte[]> entry) {
        return Uni.createFrom()
                .deferred(() -> apply(entry))
                .onFailure(failure -> !Failures.isOutage(failure))
                .retry()
                .atMost(ATTEMPTS - 1L)
                .onFailure(failure -> !Failures.isOutage(failure))
                .recoverWithUni(failure -> park(entry));
    }

    private Uni<Void> apply(ConsumerRecord<String, byte[]> entry) {
        return event(entry).flatMap(ReviewReader::read).map(review::apply).orElseGet(() -> park(entry));
    }

    private Optional<ProviderEvent> event(ConsumerRecord<String, byte[]> entry) {
        try {
            ProviderEvent event = entry.value() == null ? null : reader.readValue(entry.value());
            return Optional.ofNullable(event).filter(read -> read.kind() != null && read.receivedAt() != null);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Uni<Void> park(ConsumerRecord<String, byte[]> entry) {
        var events = List.of(ParkedEvent.of(entry, reader));
        return parked.park(events).invoke(() -> metrics.count(events));
    }
}
