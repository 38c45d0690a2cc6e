package io.parley.runtime.bus;

import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.resilience.CircuitBreaker;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records with the producer of the channel {@code bus} and waits for their acknowledgement by all in-sync
 * replicas. Never blocks its caller. An unavailable broker is detected within the channel's {@code delivery.timeout.ms},
 * after which records fail at once; its return is detected within {@link BusConfig#probe()} and Kafka's reconnect
 * back-off.
 *
 * <p>Uses the producer and not the emitter of the channel: an emitter passes records on one by one, and each of them
 * would wait for the broker although the one before has failed.
 */
@ApplicationScoped
public class EventPublisher {

    private static final int FAILURES_TO_OPEN = 3;
    private static final String UNAVAILABLE = "the broker is unavailable";
    private static final String BUFFER_FULL = "too many records wait for the broker";

    private final BusConfig settings;
    private final Supplier<KafkaProducer<String, byte[]>> client;
    private final BooleanSupplier topicsCreated;
    private final CircuitBreaker circuit;
    private final Map<String, KnownTopic> knownTopics = new ConcurrentHashMap<>();
    private final AtomicLong inFlightBytes = new AtomicLong();

    /** A topic whose metadata the producer has, so that it does not block. */
    private record KnownTopic(Producer<String, byte[]> producer, List<PartitionInfo> partitions) {}

    @Inject
    EventPublisher(BusConfig settings, BusProducer producer, TopicSetup topics) {
        this(settings, producer::get, topics::done);
    }

    /**
     * @param topicsCreated false while the topics do not exist: a metadata request would make the broker create the
     *      topic
     */
    EventPublisher(BusConfig settings, Supplier<KafkaProducer<String, byte[]>> client, BooleanSupplier topicsCreated) {
        this.settings = settings;
        this.client = client;
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
        Function<Producer<String, byte[]>, KnownTopic> load = created -> load(topic, created);
        return Uni.createFrom()
                .deferred(() -> client().runOnSendingThread(load))
                .onFailure()
                .transform(failure -> new BusUnavailable(UNAVAILABLE, failure))
                .chain(known -> Uni.createFrom().emitter(emitter -> sendToEach(known, value, emitter)));
    }

    private void sendToEach(KnownTopic topic, byte[] value, UniEmitter<? super Void> emitter) {
        var acknowledgement = new SendAck(emitter, topic.partitions().size());
        for (var info : topic.partitions()) {
            var message = BusRecord.of(info.topic(), null, value, null).on(info.partition());
            if (reserve(message, acknowledgement)) {
                sendNow(topic.producer(), message, acknowledgement);
            }
        }
    }

    private void send(BusRecord message, SendAck acknowledgement, boolean probing) {
        if (!reserve(message, acknowledgement)) {
            return;
        }
        var topic = knownTopics.get(message.topic());
        if (topic != null) {
            sendNow(topic.producer(), message, acknowledgement);
        } else {
            sendFirst(message, acknowledgement, probing);
        }
    }

    /** Returns false if the record does not fit into the memory for records that wait for the broker. */
    private boolean reserve(BusRecord message, SendAck acknowledgement) {
        if (inFlightBytes.addAndGet(message.bytes()) <= settings.maxInFlight().asLongValue()) {
            return true;
        }
        completed(message, acknowledgement, new BusUnavailable(BUFFER_FULL, null));
        return false;
    }

    /** A producer blocks until it has the topic's metadata, so the first records of a topic use the sending thread. */
    private void sendFirst(BusRecord message, SendAck acknowledgement, boolean probing) {
        Consumer<Producer<String, byte[]>> loadAndSend = created -> {
            loadMetadata(message.topic(), created, probing);
            sendNow(created, message, acknowledgement);
        };
        Uni.createFrom()
                .deferred(() -> client().runOnSendingThread(loadAndSend))
                .subscribe()
                .with(sent -> {}, failure -> failed(message, acknowledgement, failure));
    }

    /** A probe continues although the circuit is open, since it has already been allowed. */
    private void loadMetadata(String topic, Producer<String, byte[]> created, boolean probing) {
        if (knownTopics.containsKey(topic)) {
            return;
        }
        if (circuit.isOpen() && !probing) {
            throw new BusUnavailable(UNAVAILABLE, null);
        }
        load(topic, created);
    }

    private KafkaProducer<String, byte[]> client() {
        if (!topicsCreated.getAsBoolean()) {
            throw new BusUnavailable("the topics do not exist yet", null);
        }
        return client.get();
    }

    private KnownTopic load(String topic, Producer<String, byte[]> created) {
        var known = new KnownTopic(created, created.partitionsFor(topic));
        knownTopics.put(topic, known);
        return known;
    }

    private void sendNow(Producer<String, byte[]> producer, BusRecord message, SendAck acknowledgement) {
        try {
            producer.send(message.toKafka(), (metadata, failure) -> {
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

    private void failed(BusRecord message, SendAck acknowledgement, Throwable failure) {
        if (failure instanceof RecordTooLargeException) {
            completed(message, acknowledgement, failure); // an error of the record, not of the broker
            return;
        }
        circuit.failed();
        completed(message, acknowledgement, new BusUnavailable("the broker did not acknowledge: " + failure, failure));
    }

    private void completed(BusRecord message, SendAck acknowledgement, @Nullable Throwable failure) {
        inFlightBytes.addAndGet(-message.bytes());
        acknowledgement.completed(failure);
    }
}
