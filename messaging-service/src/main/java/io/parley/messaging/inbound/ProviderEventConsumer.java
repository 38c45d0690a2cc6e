package io.parley.messaging.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.parley.model.Topics;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.resilience.BackOff;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Consumes the events of providers and the facts of template-service in batches, on its own thread. Offsets are
 * committed after all effects of the batch. While the database is unavailable, the batch is retried without limit, and
 * the consumer stays in its group.
 */
@Singleton
class ProviderEventConsumer {
    private static final Logger LOG = Logger.getLogger(ProviderEventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(20);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final OutageLog reading = new OutageLog(LOG, "provider events cannot be read, retrying");
    private final OutageLog committing =
            new OutageLog(LOG, "offsets of provider events not committed, the events may be read again");
    private final ApplyEvents events;
    private final Heartbeats heartbeats;
    private final ConsumerSettings settings;
    private final InboundConfig config;
    private final MeterRegistry registry;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private Thread thread;

    ProviderEventConsumer(
            ApplyEvents events,
            Heartbeats heartbeats,
            ConsumerSettings settings,
            InboundConfig config,
            MeterRegistry registry) {
        this.events = events;
        this.heartbeats = heartbeats;
        this.settings = settings;
        this.config = config;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread = Thread.ofPlatform().daemon().name("provider-events").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stop.complete(null);
        if (thread != null) {
            thread.join(STOP_TIMEOUT);
        }
    }

    private void run() {
        while (!stop.isDone()) {
            try (var consumer = new KafkaConsumer<>(
                            settings.asMap(), new StringDeserializer(), new ByteArrayDeserializer());
                    var metrics = new KafkaClientMetrics(consumer)) {
                metrics.bindTo(registry);
                consumer.subscribe(List.of(Topics.MESSAGING_PROVIDER_EVENTS, Topics.TEMPLATE_FACTS));
                consume(consumer);
            } catch (KafkaException e) {
                reading.failed(e);
                sleep(config.maxPause());
            }
        }
    }

    private void consume(Consumer<String, byte[]> consumer) {
        while (!stop.isDone()) {
            var batch = new ArrayList<ConsumedRecord>();
            consumer.poll(POLL).forEach(record -> batch.add(ConsumedRecord.of(record)));
            reading.succeeded();
            if (!batch.isEmpty() && applyAll(batch, consumer)) {
                commit(batch, consumer);
            }
        }
    }

    /** @return false if this instance stops before everything is applied */
    private boolean applyAll(List<ConsumedRecord> batch, Consumer<String, byte[]> consumer) {
        var backOff = new BackOff(config.firstPause(), config.maxPause());
        var remaining = applyOnce(batch, consumer);
        for (var failures = 0; !remaining.isEmpty() && !stop.isDone(); failures++) {
            sleep(backOff.pause(failures));
            stayInGroup(consumer);
            remaining = applyOnce(remaining, consumer);
        }
        return remaining.isEmpty();
    }

    private List<ConsumedRecord> applyOnce(List<ConsumedRecord> records, Consumer<String, byte[]> consumer) {
        var result = events.apply(records).subscribeAsCompletionStage();
        while (true) {
            try {
                return result.get(POLL_INTERVAL.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                stayInGroup(consumer);
            } catch (ExecutionException e) {
                LOG.error("applying provider events failed", e.getCause());
                return records;
            } catch (InterruptedException e) {
                stop.complete(null);
                return records;
            }
        }
    }

    /** Polls without consuming, because the group removes a member that does not poll for minutes. */
    private static void stayInGroup(Consumer<String, byte[]> consumer) {
        consumer.pause(consumer.assignment());
        var polled = consumer.poll(Duration.ZERO);
        polled.partitions()
                .forEach(partition -> consumer.seek(
                        partition, polled.records(partition).getFirst().offset()));
        consumer.resume(consumer.assignment());
    }

    private void commit(List<ConsumedRecord> batch, Consumer<String, byte[]> consumer) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        batch.forEach(record -> offsets.put(record.partition(), record.next()));
        consumer.commitAsync(offsets, (committed, failure) -> {
            if (failure == null) {
                committing.succeeded();
            } else {
                committing.failed(failure);
            }
        });
        heartbeats.committed(partitions(consumer));
    }

    /** Assigned partitions of the topic to which the gateway sends heartbeats. */
    private static Set<Integer> partitions(Consumer<String, byte[]> consumer) {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(Topics.MESSAGING_PROVIDER_EVENTS))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    private void sleep(Duration pause) {
        try {
            stop.get(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.tracef("slept %s", pause);
        } catch (ExecutionException | InterruptedException e) {
            stop.complete(null);
        }
    }
}
