package io.parley.runtime.bus;

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
 * Publishes records one can wait for: acknowledged by all in-sync replicas, idempotent, sent without lingering. Never
 * blocks its caller. A broker that is away is noticed within {@link BusConfig#deliveryTimeout()}, then at once, and its
 * return within {@link BusConfig#probe()} and Kafka's reconnect pause.
 */
@ApplicationScoped
public class EventPublisher {

    private static final int WAITING_FOR_METADATA = 10_000;

    private final BusConfig settings;
    private final BrokerAccess access;
    private final BooleanSupplier topicsMade;
    private final CircuitBreaker circuit;
    private final Set<String> knownTopics = ConcurrentHashMap.newKeySet();
    private final AtomicLong inFlightBytes = new AtomicLong();
    // A producer blocks until it knows the topic, so first records of a topic go through a thread of their own.
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

    /** @param topicsMade asking for a topic before would make the broker make it up */
    EventPublisher(BusConfig settings, BrokerAccess access, BooleanSupplier topicsMade) {
        this.settings = settings;
        this.access = access;
        this.topicsMade = topicsMade;
        this.circuit = new CircuitBreaker(settings.probe(), System::nanoTime);
    }

    /** Completes when the broker has it, on the caller's Vert.x context; fails with {@link BusUnavailable}. */
    public Uni<Void> publish(BusRecord message) {
        return publishAll(List.of(message));
    }

    /**
     * Sends all at once and completes when the broker has every one. After a failure some may be there all the same.
     */
    public Uni<Void> publishAll(List<BusRecord> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            var acknowledgement = new SendAck(emitter, messages.size());
            var probing = circuit.open();
            if (circuit.allows()) {
                messages.forEach(message -> send(message, acknowledgement, probing));
            } else {
                var away = new BusUnavailable("the broker is away", null);
                messages.forEach(message -> acknowledgement.ended(away));
            }
        });
    }

    /** One record on each partition of the topic, without a key: for what every reader of the topic has to hear. */
    public Uni<Void> publishToEveryPartition(String topic, byte[] value) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                firsts.execute(() -> sendToEveryPartition(topic, value, emitter));
            } catch (RejectedExecutionException e) {
                emitter.fail(new BusUnavailable("too much waits for the broker", e));
            }
        });
    }

    private void sendToEveryPartition(String topic, byte[] value, UniEmitter<? super Void> emitter) {
        var partitions = List.<PartitionInfo>of();
        try {
            partitions = partitions(topic);
        } catch (KafkaException | BusUnavailable e) {
            emitter.fail(new BusUnavailable("the broker is away", e));
            return;
        }
        var acknowledgement = new SendAck(emitter, partitions.size());
        for (var info : partitions) {
            var message = BusRecord.of(topic, null, value, null).on(info.partition());
            if (inFlightBytes.addAndGet(message.bytes()) > settings.maxInFlightBytes()) {
                ended(message, acknowledgement, new BusUnavailable("too much waits for the broker", null));
            } else {
                sendNow(message, acknowledgement);
            }
        }
    }

    private void send(BusRecord message, SendAck acknowledgement, boolean probing) {
        if (inFlightBytes.addAndGet(message.bytes()) > settings.maxInFlightBytes()) {
            ended(message, acknowledgement, new BusUnavailable("too much waits for the broker", null));
        } else if (knownTopics.contains(message.topic())) {
            sendNow(message, acknowledgement);
        } else {
            sendFirst(message, acknowledgement, probing);
        }
    }

    private void sendFirst(BusRecord message, SendAck acknowledgement, boolean probing) {
        try {
            firsts.execute(() -> {
                if (knownTopics.contains(message.topic()) || meet(message, acknowledgement, probing)) {
                    sendNow(message, acknowledgement);
                }
            });
        } catch (RejectedExecutionException e) {
            ended(message, acknowledgement, new BusUnavailable("too much waits for the broker", e));
        }
    }

    /** A probe goes on even though the circuit is open: it was let through before it came here. */
    private boolean meet(BusRecord message, SendAck acknowledgement, boolean probing) {
        try {
            if (circuit.open() && !probing) {
                ended(message, acknowledgement, new BusUnavailable("the broker is away", null));
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
        if (!topicsMade.getAsBoolean()) {
            throw new BusUnavailable("the topics are not made yet", null);
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
                    ended(message, acknowledgement, null);
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
            ended(message, acknowledgement, failure); // the record's fault, not the broker's
            return;
        }
        circuit.failed();
        ended(message, acknowledgement, new BusUnavailable("the broker did not take it: " + failure, failure));
    }

    private void ended(BusRecord message, SendAck acknowledgement, Throwable failure) {
        inFlightBytes.addAndGet(-message.bytes());
        acknowledgement.ended(failure);
    }

    private Producer<String, byte[]> producer() {
        var made = producer;
        return made != null ? made : make();
    }

    private synchronized Producer<String, byte[]> make() {
        if (producer == null) {
            producer = new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
            Log.debug("producer made");
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
        all.put("metadata.max.idle.ms", Integer.MAX_VALUE); // a topic once known stays known
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
