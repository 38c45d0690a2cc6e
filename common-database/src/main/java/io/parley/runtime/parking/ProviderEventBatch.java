package io.parley.runtime.parking;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.ProviderEvent;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Processes batches of provider events, for consumers that commit the offsets afterwards. While a dependency is unavailable, the batch is retried without limit. An event that cannot be read, or whose own
 * content makes it fail, is parked.
 */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class ProviderEventBatch {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(ProviderEventBatch.class), "provider events will be retried");
    private final Directory directory;
    private final ParkedEvents parked;
    private final ObjectReader reader;

    ProviderEventBatch(Directory directory, ParkedEvents parked, ObjectMapper json) {
        this.directory = directory;
        this.parked = parked;
        // A newer gateway may send members that are unknown here.
        this.reader = json.readerFor(ProviderEvent.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * Processes the events of a batch one after the other; completes after the effects of all are stored.
     *
     * @param handler applies an event; returns empty for one that it cannot process, which is parked. It is called again
     *      for the same event, so it must change nothing the second time
     */
    public Uni<Void> process(
            ConsumerRecords<String, byte[]> batch, Function<ProviderEvent, Optional<Uni<Void>>> handler) {
        return untilProcessed(() -> Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(entry -> process(entry, handler))
                .onItem()
                .ignoreAsUni());
    }

    /**
     * As {@link #process}, but begins all events in their order without waiting for the one before, so that a group commit
     * stores them together.
     */
    public Uni<Void> processTogether(
            ConsumerRecords<String, byte[]> batch, Function<ProviderEvent, Optional<Uni<Void>>> handler) {
        return untilProcessed(() -> {
            var events = StreamSupport.stream(batch.spliterator(), false)
                    .map(entry -> process(entry, handler))
                    .toList();
            return events.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.join().all(events).andCollectFailures().replaceWithVoid();
        });
    }

    private Uni<Void> untilProcessed(Supplier<Uni<Void>> attempt) {
        return Uni.createFrom()
                .deferred(() -> whenDirectoryIsKnown(attempt))
                .invoke(outage::succeeded)
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .indefinitely();
    }

    /** Before the directory is read, it is not known which accounts are ours. */
    private Uni<Void> whenDirectoryIsKnown(Supplier<Uni<Void>> attempt) {
        return directory.caughtUp()
                ? attempt.get()
                : Uni.createFrom().failure(new IllegalStateException("the directory is not read yet"));
    }

    private Uni<Void> process(
            ConsumerRecord<String, byte[]> entry, Function<ProviderEvent, Optional<Uni<Void>>> handler) {
        return Uni.createFrom()
                .deferred(() -> event(entry).flatMap(handler).orElseGet(() -> park(entry)))
                .onFailure(failure -> !Failures.isOutage(failure))
                .retry()
                .atMost(ATTEMPTS - 1L)
                .onFailure(failure -> !Failures.isOutage(failure))
                .recoverWithUni(failure -> park(entry));
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
        return parked.park(List.of(ParkedEvent.of(entry, reader)));
    }
}
