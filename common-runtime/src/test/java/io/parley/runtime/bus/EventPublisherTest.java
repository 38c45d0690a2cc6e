package io.parley.runtime.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Infrastructure;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault")
class EventPublisherTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KafkaProducer<String, byte[]> producer = TestBroker.producer(TestBroker.access());
    private final EventPublisher publisher = TestBroker.publisher(producer);
    private final String topic = "test-" + UUID.randomUUID();

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void recordsOfOneKeyKeepTheirOrderAndTrace() {
        publishFirst();
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        publisher
                .publishAll(IntStream.range(0, 100)
                        .mapToObj(i -> BusRecord.of(topic, "key", json(i), trace))
                        .toList())
                .await()
                .atMost(TIMEOUT);

        var found = TestBroker.read(topic, 101).subList(1, 101);
        assertEquals(
                IntStream.range(0, 100).mapToObj(Integer::toString).toList(),
                found.stream().map(message -> message.value()).toList());
        var header = found.getFirst().headers().lastHeader("traceparent");
        assertEquals(trace, new String(header.value(), StandardCharsets.UTF_8));
    }

    @Test
    void publishCompletesOnTheCallersContext() throws Exception {
        publishFirst();
        var vertx = Vertx.vertx();
        var mine = vertx.getOrCreateContext();
        var seen = new CompletableFuture<Boolean>();

        mine.runOnContext(start -> publisher
                .publish(BusRecord.of(topic, "key", json(1)))
                .subscribe()
                .with(done -> seen.complete(Vertx.currentContext() == mine), seen::completeExceptionally));

        assertTrue(seen.get(10, TimeUnit.SECONDS));
        vertx.close();
    }

    @Test
    void unavailableBrokerFailsRecordsFastUntilItReturns() {
        publishFirst();
        Infrastructure.kafka().fail().run();
        try {
            var slowest = IntStream.range(0, 4).mapToLong(i -> failing()).max().orElseThrow();
            var next = failing();

            assertTrue(slowest < 1_500, "failed after " + slowest + " ms");
            assertTrue(next < 200, "refused after " + next + " ms");
        } finally {
            Infrastructure.kafka().recover().run();
        }
        publishFirst();
    }

    @Test
    void anOversizedRecordFailsAndTheCircuitStaysClosed() {
        publishFirst();

        IntStream.range(0, 5)
                .forEach(i -> assertThrows(RuntimeException.class, () -> publisher
                        .publish(BusRecord.of(topic, "key", new byte[2_000_000]))
                        .await()
                        .atMost(TIMEOUT)));

        publisher.publish(BusRecord.of(topic, "key", json(1))).await().atMost(TIMEOUT);
    }

    private long failing() {
        var start = System.nanoTime();
        var failure = assertThrows(RuntimeException.class, () -> publisher
                .publish(BusRecord.of(topic, "key", json(0)))
                .await()
                .atMost(TIMEOUT));
        assertInstanceOf(BusUnavailable.class, failure);
        assertNotNull(failure.getMessage());
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void publishFirst() {
        TestBroker.publishFirst(publisher, BusRecord.of(topic, "key", json(-1)));
    }

    private static byte[] json(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
    }
}
