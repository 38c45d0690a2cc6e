package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Failing and misbehaving endpoints, and their effect on callbacks and on other endpoints. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("fault")
class BadEndpointsTest {
    @Inject
    @RegisterExtension
    CallbackCustomer customer;

    @Inject
    CallbackTable table;

    @Test
    void openBreakerNeitherSkipsNorAddsAttempts() {
        customer.server.answers("/status", IntStream.range(0, 60).map(i -> 500).toArray());
        var calls = new ArrayList<CallbackRow>();
        for (var i = 0; i < 20; i++) {
            calls.add(customer.status(Ids.next(), MessageState.DELIVERED, null));
        }

        table.commit(calls);

        Eventually.equal(
                20L,
                () -> table.count(
                        "account_id = '%s' and state = 'exhausted' and attempts = 3".formatted(customer.account)));
        assertEquals(60, customer.server.calls("/status").size());
        assertEquals(60, attempts());
    }

    @Test
    void misbehavingEndpointsDoNotDelayOthers() {
        try (var hostile = new RecordingCustomer();
                var canary = new RecordingCustomer()) {
            hostile.hangs("/bad-0", 10_000);
            hostile.trickles("/bad-1", 10_000);
            hostile.streams("/bad-2", 10_000);
            hostile.redirects("/bad-3", canary.url("/canary"), 10_000);
            var bad = IntStream.range(0, 4)
                    .mapToObj(i -> customer.senderWithUrl(hostile.url("/bad-" + i)))
                    .toList();
            var good = IntStream.range(0, 16)
                    .mapToObj(i -> customer.senderWithUrl(customer.server.url("/good-" + i)))
                    .toList();
            table.commit(customer.calls(bad, 500));

            table.commit(customer.calls(good, 50));

            for (var i = 0; i < 16; i++) {
                var path = "/good-" + i;
                Eventually.equal(50, () -> customer.server.calls(path).size());
            }
            Eventually.equal(true, () -> hostile.calls("/bad-3").size() > 5);
            assertTrue(
                    table.count("account_id = '%s' and state = 'parked'".formatted(customer.account)) > 0,
                    "no callback is parked");
            assertEquals(List.of(), canary.calls());
            for (var i = 0; i < 4; i++) {
                assertTrue(hostile.maxConcurrent("/bad-" + i) <= 32, "open: " + hostile.maxConcurrent("/bad-" + i));
            }
        }
    }

    @Test
    void parkedCallbacksOfADeadEndpointDoNotDelayOthers() {
        try (var dead = new RecordingCustomer()) {
            dead.hangs("/dead", 10_000);
            var sender = customer.senderWithUrl(dead.url("/dead"));
            table.commit(customer.calls(List.of(sender), 3000));
            Eventually.equal(
                    true,
                    () -> table.count("account_id = '%s' and state = 'parked'".formatted(customer.account)) > 2900);

            table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED, null)));

            Eventually.equal(1, () -> customer.server.calls("/status").size());
            assertTrue(table.count("account_id = '%s' and state = 'parked'".formatted(customer.account)) > 2500);
        }
    }

    @Test
    void parkedCallbacksAreDeliveredAfterTheEndpointRecovers() {
        customer.server.answers("/status", IntStream.range(0, 30).map(i -> 503).toArray());
        var calls = new ArrayList<CallbackRow>();
        for (var i = 0; i < 1000; i++) {
            calls.add(customer.status(Ids.next(), MessageState.DELIVERED, null));
        }

        table.commit(calls);

        Eventually.equal(
                0L, () -> table.count("account_id = '%s' and state <> 'exhausted'".formatted(customer.account)));
        assertEquals(
                1000,
                customer.server.calls("/status").stream()
                        .map(call -> call.headers().get("webhook-id"))
                        .distinct()
                        .count());
    }

    private long attempts() {
        return table.all("select count(*) from callback_attempt a join callback c on c.id = a.callback_id"
                        + " where c.account_id = '%s'".formatted(customer.account))
                .getFirst()
                .getLong(0);
    }
}
