package io.parley.messaging.callback.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.EndpointId;
import io.parley.messaging.callback.store.EndpointFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EndpointOutagesTest {
    private static final EndpointId ENDPOINT = new EndpointId(new UUID(1, 1), 7);
    private static final String URL = "https://customer.example/hook";

    private final AtomicLong clock = new AtomicLong();
    private final EndpointOutages outages = new EndpointOutages(clock::get);

    @Test
    void failuresAreReportedFromTheFirstToTheLast() {
        outages.failed(ENDPOINT, URL);
        pass(Duration.ofSeconds(2));
        outages.failed(ENDPOINT, URL);
        pass(Duration.ofSeconds(1));

        assertEquals(
                List.of(new EndpointFailure(ENDPOINT, URL, Duration.ofSeconds(3), Duration.ofSeconds(1))),
                outages.changes().failures());
    }

    @Test
    void aSuccessEndsTheFailures() {
        outages.failed(ENDPOINT, URL);

        outages.succeeded(ENDPOINT);

        assertEquals(List.of(), outages.changes().failures());
        assertEquals(Set.of(), outages.changes().recovered());
    }

    @Test
    void aSuccessOfAnEndpointInTheTableIsReported() {
        outages.known(Set.of(ENDPOINT));

        outages.succeeded(ENDPOINT);

        assertEquals(Set.of(ENDPOINT), outages.changes().recovered());
    }

    @Test
    void failuresAfterASuccessCountFromAnew() {
        outages.known(Set.of(ENDPOINT));
        outages.failed(ENDPOINT, URL);
        pass(Duration.ofSeconds(5));
        outages.succeeded(ENDPOINT);
        outages.failed(ENDPOINT, URL);

        var changes = outages.changes();

        assertEquals(Set.of(ENDPOINT), changes.recovered());
        assertEquals(Duration.ZERO, changes.failures().getFirst().sinceFirst());
    }

    @Test
    void writtenChangesAreForgotten() {
        outages.known(Set.of(ENDPOINT));
        outages.succeeded(ENDPOINT);
        outages.failed(ENDPOINT, URL);

        outages.written(outages.changes());

        assertTrue(outages.changes().recovered().isEmpty());
        assertTrue(outages.changes().failures().isEmpty());
    }

    @Test
    void aFailureDuringTheWriteIsNotForgotten() {
        outages.failed(ENDPOINT, URL);
        var changes = outages.changes();
        pass(Duration.ofSeconds(1));
        outages.failed(ENDPOINT, URL);

        outages.written(changes);

        assertEquals(
                Duration.ofSeconds(1), outages.changes().failures().getFirst().sinceFirst());
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
