package io.parley.messaging.inbound;

import io.parley.model.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Consumes the events of providers and the facts of template-service in batches, one after the other. Offsets are
 * committed after all effects of the batch. While the database is unavailable, the batch is retried without limit; the
 * connector keeps polling meanwhile, so this instance stays in its group.
 */
@ApplicationScoped
@Identifier(ProviderEventConsumer.CHANNEL)
class ProviderEventConsumer implements KafkaConsumerRebalanceListener {
    static final String CHANNEL = "provider-events";

    private static final Logger LOG = Logger.getLogger(ProviderEventConsumer.class);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(15);

    private final ApplyEvents events;
    private final Heartbeats heartbeats;
    private final OffsetCommits offsets;
    private final InboundConfig config;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(CHANNEL).factory());
    private volatile CompletableFuture<Void> attempt = CompletableFuture.completedFuture(null);
    private volatile boolean stopping;

    ProviderEventConsumer(ApplyEvents events, Heartbeats heartbeats, OffsetCommits offsets, InboundConfig config) {
        this.events = events;
        this.heartbeats = heartbeats;
        this.offsets = offsets;
        this.config = config;
    }

    /** Completes after the effects of all records are committed. */
    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
        var records = new EventBatch(StreamSupport.stream(batch.spliterator(), false)
                .map(ConsumedRecord::of)
                .toList());
        return Uni.createFrom()
                .deferred(() -> attempt(records))
                .onFailure()
                .invoke(bug -> LOG.error("applying provider events failed", bug))
                .onItem()
                .transformToUni(attempted -> records.isApplied()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new RecordsRemain()))
                .onFailure()
                .retry()
                .withBackOff(config.firstPause(), config.maxPause())
                .indefinitely()
                .invoke(this::commit);
    }

    private void commit() {
        offsets.commit();
        heartbeats.committed(offsets.assigned(Topics.MESSAGING_PROVIDER_EVENTS));
    }

    /**
     * Begins on a thread of its own: parsing a batch would block an event loop, and on a message's Vert.x context all
     * records of the batch would share one trace. Records of revoked partitions are left to their next owner. Never
     * completes if this instance stops.
     */
    private Uni<Void> attempt(EventBatch batch) {
        if (stopping) {
            return Uni.createFrom().nothing();
        }
        var ended = new CompletableFuture<Void>();
        attempt = ended;
        // After `attempt` is set. The rebalance listener does the same in the other order, so one of them sees the
        // other.
        batch.dropRevoked(offsets::isAssigned);
        return Uni.createFrom()
                .deferred(() -> events.apply(batch.remaining()))
                .runSubscriptionOn(thread)
                .invoke(failed -> attempted(batch, failed))
                .onTermination()
                .invoke(() -> ended.complete(null))
                .replaceWithVoid();
    }

    private void attempted(EventBatch batch, List<ConsumedRecord> failed) {
        batch.attempted(failed);
        if (batch.isApplied()) {
            offsets.applied(batch.applied());
        }
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        offsets.assigned(partitions);
    }

    /**
     * Waits for the records that are being applied: the next owner of the partitions continues after what is committed
     * here, and must not apply a later record of a key before an earlier one.
     */
    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        offsets.revoked(partitions);
        awaitAttempt();
        offsets.commitRevoked(consumer, partitions);
    }

    /** Lets the attempt in progress end. Records that are not applied remain uncommitted. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        awaitAttempt();
        thread.shutdown();
    }

    private void awaitAttempt() {
        try {
            attempt.get(ATTEMPT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warnf("provider events are still being applied afterSeconds=%d", ATTEMPT_TIMEOUT.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Some records of a batch are to be retried. */
    private static final class RecordsRemain extends Exception {
        private static final long serialVersionUID = 1L;

        RecordsRemain() {
            super("records remain", null, false, false);
        }
    }
}
