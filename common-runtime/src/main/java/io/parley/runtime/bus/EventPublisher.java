package io.parley.runtime.bus;

import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.resilience.CircuitBreaker;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes records and waits for their acknowledgement by all in-sync replicas; idempotent, without lingering. Never
 * blocks its caller. An unavailable broker is detected within {@link BusConfig#deliveryTimeout()}, after which records
 * fail at once; its return is detected within {@link BusConfig#probe()} and Kafka's reconnect back-off.
 */
@ApplicationScoped
public class EventPublisher {

    private static final int WAITING_FOR_METADATA = 10_000;
    private static final int FAILURES_TO_OPEN = 3;
    private static final String UNAVAILABLE = "the broker is unavailable";
    private static final String BUFFER_FULL = "too many records wait for the broker";

    private final BusConfig settings;
    private final BrokerAccess access;
    private final BooleanSupplier topicsCreated;
    private final CircuitBreaker circuit;
    private final Set<String> knownTopics = ConcurrentHashMap.newKeySet();
    private final AtomicLong inFlightBytes = new AtomicLong();
    // A producer blocks until it has the topic's metadata, so the first records of a topic use a separate thread.
    private final ExecutorService firsts = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_FOR_METADATA),
            Thread.ofPlatform().daemon().name("bus-metadata").factory());
    private volatile Producer<String, byte[]> producer;

    @Inject
    EventPublisher(BusConfig settings, BrokerAccess access, TopicSetup topics) {
        this(settings, access, topics::done);
    }

    /**
     * @param topicsCreated false while the topics do not exist: a metadata request would make the broker create the
     *      topic
     */
    EventPublisher(BusConfig settings, BrokerAccess access, BooleanSupplier topicsCreated) {
        this.settings = settings;
        this.access = access;
        this.topicsCreated = topicsCreated;
        this.circuit = new CircuitBreaker(
                new CircuitBreaker.Settings(FAILURES_TO_OPEN, BackOff.constant(settings.probe()), true),
                System::nanoTime);
    }

    /**
     * Publishes a record. Completes after its acknowledgement, on the caller's Vert.x context; fails with {@link
     * BusUnavailable}.
     */
    public Uni<Void> publish(BusRecord message) {
        return publishAll(List.of(message));
    }

    /**
     * Publishes all records at once. Completes after the acknowledgement of all. After a failure some may have been
     * written.
     */
    public Uni<Void> publishAll(List<BusRecord> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            var acknowledgement = new SendAck(emitter, messages.size());
            var probing = circuit.isOpen();
            if (circuit.tryAcquire()) {
                messages.forEach(message -> send(message, acknowledgement, probing));
            } else {
                var unavailable = new BusUnavailable(UNAVAILABLE, null);
                messages.forEach(message -> acknowledgement.completed(unavailable));
            }
        });
    }

    /**
     * Publishes one record without a key to each partition of the topic, for what all its consumers have to process.
     */
    public Uni<Void> publishToEveryPartition(String topic, byte[] value) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                firsts.execute(() -> sendToEveryPartition(topic, value, emitter));
            } catch (RejectedExecutionException e) {
                emitter.fail(new BusUnavailable(BUFFER_FULL, e));
            }
        });
    }

    private void sendToEveryPartition(String topic, byte[] value, UniEmitter<? super Void> emitter) {
        var partitions = List.<PartitionInfo>of();
        try {
            partitions = partitions(topic);
        } catch (KafkaException | BusUnavailable e) {
            emitter.fail(new BusUnavailable(UNAVAILABLE, e));
            return;
        }
        var acknowledgement = new SendAck(emitter, partitions.size());
        for (var info : partitions) {
            var message = BusRecord.of(topic, null, value, null).on(info.partition());
            if (inFlightBytes.addAndGet(message.bytes()) > settings.maxInFlightBytes()) {
                completed(message, acknowledgement, new BusUnavailable(BUFFER_FULL, null));
            } else {
                sendNow(message, acknowledgement);
            }
        }
    }

    private void send(BusRecord message, SendAck acknowledgement, boolean probing) {
        if (inFlightBytes.addAndGet(message.bytes()) > settings.maxInFlightBytes()) {
            completed(message, acknowledgement, new BusUnavailable(BUFFER_FULL, null));
        } else if (knownTopics.contains(message.topic())) {
            sendNow(message, acknowledgement);
        } else {
            sendFirst(message, acknowledgement, probing);
        }
    }

    private void sendFirst(BusRecord message, SendAck acknowledgement, boolean probing) {
        try {
            firsts.execute(() -> {
                if (knownTopics.contains(message.topic()) || loadMetadata(message, acknowledgement, probing)) {
                    sendNow(message, acknowledgement);
                }
            });
        } catch (RejectedExecutionException e) {
            completed(message, acknowledgement, new BusUnavailable(BUFFER_FULL, e));
        }
    }

    /**
     * Loads the topic's metadata. A probe continues although the circuit is open, since it has already been allowed.
     */
    private boolean loadMetadata(BusRecord message, SendAck acknowledgement, boolean probing) {
        try {
            if (circuit.isOpen() && !probing) {
                completed(message, acknowledgement, new BusUnavailable(UNAVAILABLE, null));
                return false;
            }
            partitions(message.topic());
            return true;
        } catch (KafkaException | BusUnavailable e) {
            failed(message, acknowledgement, e);
            return false;
        }
    }

    private List<PartitionInfo> partitions(String topic) {
        if (!topicsCreated.getAsBoolean()) {
            throw new BusUnavailable("the topics do not exist yet", null);
        }
        var partitions = producer().partitionsFor(topic);
        knownTopics.add(topic);
        return partitions;
    }

    private void sendNow(BusRecord message, SendAck acknowledgement) {
        try {
            producer().send(message.toKafka(), (metadata, failure) -> {
                if (failure == null) {
                    circuit.succeeded();
                    completed(message, acknowledgement, null);
                } else {
                    failed(message, acknowledgement, failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            failed(message, acknowledgement, e);
        }
    }

    private void failed(BusRecord message, SendAck acknowledgement, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            completed(message, acknowledgement, failure); // an error of the record, not of the broker
            return;
        }
        circuit.failed();
        completed(message, acknowledgement, new BusUnavailable("the broker did not acknowledge: " + failure, failure));
    }

    private void completed(BusRecord message, SendAck acknowledgement, Throwable failure) {
        inFlightBytes.addAndGet(-message.bytes());
        acknowledgement.completed(failure);
    }

    private Producer<String, byte[]> producer() {
        var existing = producer;
        return existing != null ? existing : create();
    }

    private synchronized Producer<String, byte[]> create() {
        if (producer == null) {
            producer = new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
            Log.debug("producer created");
        }
        return producer;
    }

    private Map<String, Object> producerSettings() {
        var all = access.with(Map.of());
        var delivery = Math.max(200, (int) settings.deliveryTimeout().toMillis());
        all.put("acks", "all");
        all.put("enable.idempotence", true);
        all.put("linger.ms", 0);
        all.put("max.in.flight.requests.per.connection", 5);
        all.put("delivery.timeout.ms", delivery);
        all.put("request.timeout.ms", delivery - 50);
        all.put("max.block.ms", delivery);
        all.put("metadata.max.idle.ms", Integer.MAX_VALUE); // keeps the metadata of idle topics
        all.put("reconnect.backoff.ms", 50);
        all.put("reconnect.backoff.max.ms", 250);
        all.put("retry.backoff.ms", 50);
        all.putIfAbsent("batch.size", 64 << 10);
        all.putIfAbsent("buffer.memory", 32L << 20);
        return all;
    }

    @PreDestroy
    void close() {
        firsts.shutdownNow();
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
