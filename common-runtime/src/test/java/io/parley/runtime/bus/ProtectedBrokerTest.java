package io.parley.runtime.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients created by our code use the deployment's login. */
@Tag("fault")
class ProtectedBrokerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static ProtectedBroker broker;

    @BeforeAll
    static void open() {
        broker = new ProtectedBroker();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @Test
    void topicsAreCreatedAndRecordsAcknowledged() throws Exception {
        var topics = new TopicSetup(TestBroker.settings(), broker.access());
        var producer = TestBroker.producer(broker.access());
        var publisher = new EventPublisher(TestBroker.settings(), () -> producer, topics::done);

        topics.start(null);
        for (var end = System.nanoTime() + TIMEOUT.toNanos(); !topics.done(); TimeUnit.MILLISECONDS.sleep(20)) {
            assertTrue(System.nanoTime() < end, "topics were not created");
        }

        publisher
                .publish(BusRecord.of("parley.test", "key", "{}".getBytes(StandardCharsets.UTF_8)))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofMillis(200))
                .atMost(50)
                .await()
                .atMost(TIMEOUT);
        producer.close();
    }

    @Test
    void aWrongPasswordIsRejected() {
        var producer = TestBroker.producer(new BrokerAccess(broker.wrongPassword()));
        var publisher = TestBroker.publisher(producer);

        assertThrows(BusUnavailable.class, () -> publisher
                .publish(BusRecord.of("parley.test", "key", "{}".getBytes(StandardCharsets.UTF_8)))
                .await()
                .atMost(TIMEOUT));
        producer.close();
    }

    @Test
    void clientSettingsOverrideTheDeployments() {
        var access = new BrokerAccess(Map.of("client.id", "theirs", "ssl.truststore.location", "/trust"));

        var settings = access.with(Map.of("client.id", "ours"));

        assertEquals(Map.of("client.id", "ours", "ssl.truststore.location", "/trust"), settings);
    }
}
