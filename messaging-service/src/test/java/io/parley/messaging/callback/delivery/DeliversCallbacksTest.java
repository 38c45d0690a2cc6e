package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.configuration.OtherInstance;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class DeliversCallbacksTest {
    private static final String SECRET = "not-a-secret";

    @Inject
    @RegisterExtension
    CallbackCustomer customer;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    OtherInstance otherInstance;

    @Inject
    CallbackTable table;

    @Test
    void deliveredCallbackIsSentOnceAndItsJobDeleted() {
        var call = customer.status(Ids.next(), MessageState.DELIVERED, null);

        table.commit(List.of(call));

        Eventually.equal(0L, customer::jobs);
        var calls = customer.server.calls("/status");
        assertEquals(1, calls.size());
        assertEquals(call.body(), calls.getFirst().text());
        assertEquals("application/json", calls.getFirst().headers().get("content-type"));
        assertEquals(call.id().toString(), calls.getFirst().headers().get("webhook-id"));
        Contract.check("MessageStatusEvent", calls.getFirst().text());
    }

    /** The instance that claims a callback can have learnt of its URL later than the one that planned it. */
    @Test
    void callbackThatAnotherInstancePlannedIsSentToTheUrlSetThere() {
        for (var sent = 1; sent <= 3; sent++) {
            var planned = customer.status(Ids.next(), MessageState.DELIVERED, null);
            GivenCallbacks.ofAccount(settings, customer.account, "{}");
            otherInstance.put(customer.account, "{'messageStatusUrl':'%s'}".formatted(customer.server.url("/status")));

            table.commit(List.of(planned));

            Eventually.equal(
                    0L, () -> table.count("state <> 'exhausted' and account_id = '%s'".formatted(customer.account)));
            assertEquals(sent, customer.server.calls("/status").size());
        }
    }

    @Test
    void callbackHasTheContractSignatureAndTheCustomHeader() throws Exception {
        GivenCallbacks.ofAccount(settings, customer.account, """
                {'messageStatusUrl':'%s','signature':{'method':'HS256','secret':'%s'},
                 'header':{'key':'x-token','value':'12345678'}}""".formatted(customer.server.url("/status"), SECRET));

        table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED, null)));

        Eventually.equal(1, () -> customer.server.calls("/status").size());
        var call = customer.server.calls("/status").getFirst();
        assertEquals("12345678", call.headers().get("x-token"));
        assertEquals("V1.0", call.headers().get("x-signature-version"));
        assertEquals(signature(call), call.headers().get("x-signature"));
    }

    @Test
    void urlOfTheMessageOverridesTheConfiguredOne() {
        table.commit(
                List.of(customer.status(Ids.next(), MessageState.DELIVERED, customer.server.url("/orders/42?key=1"))));

        Eventually.equal(1, () -> customer.server.calls("/orders/42").size());
        assertEquals(0, customer.server.calls("/status").size());
    }

    @Test
    void rejectedStatusIsAttemptedThreeTimesAndKept() {
        customer.server.answers("/status", 500, 503, 302, 200);

        table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED, null)));

        Eventually.equal(
                1L, () -> table.count("account_id = '%s' and state = 'exhausted'".formatted(customer.account)));
        var calls = customer.server.calls("/status");
        assertEquals(3, calls.size());
        calls.forEach(call -> assertArrayEquals(calls.getFirst().body(), call.body()));
        assertEquals(
                1,
                calls.stream()
                        .map(call -> call.headers().get("webhook-id"))
                        .distinct()
                        .count());
        var row = table.all("select attempts, last_status from callback_job where account_id = '%s'"
                        .formatted(customer.account))
                .getFirst();
        assertEquals(3, row.getInteger(0));
        assertEquals((short) 302, row.getShort(1));
        assertTrue(millisBetween(calls.get(0), calls.get(1)) >= 150);
        assertTrue(millisBetween(calls.get(1), calls.get(2)) >= 300);
    }

    @Test
    void recoveredEndpointGetsTheCallbackOnce() {
        customer.server.answers("/status", 503, 503);

        table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED, null)));

        Eventually.equal(0L, customer::jobs);
        assertEquals(3, customer.server.calls("/status").size());
    }

    @Test
    void changedUrlAppliesToPendingCallbacks() {
        customer.server.answers("/status", 500, 500, 500);
        table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED, null)));
        Eventually.equal(1, () -> customer.server.calls("/status").size());

        GivenCallbacks.ofAccount(
                settings, customer.account, "{'messageStatusUrl':'" + customer.server.url("/new") + "'}");

        Eventually.equal(0L, customer::jobs);
        assertEquals(1, customer.server.calls("/status").size());
        assertEquals(1, customer.server.calls("/new").size());
    }

    @Test
    void firstAttemptsOfAMessagesStatusesAreInOrder() {
        customer.server.delays("/status", Duration.ofMillis(30), 30);
        var calls = new ArrayList<CallbackRow>();
        for (var i = 0; i < 50; i++) {
            var message = Ids.next();
            calls.add(customer.status(message, MessageState.ACCEPTED, null));
            calls.add(customer.status(message, MessageState.DISPATCHED, null));
            calls.add(customer.status(message, MessageState.DELIVERED, null));
        }

        table.commit(calls);

        Eventually.equal(0L, customer::jobs);
        for (var message : calls.stream().map(CallbackRow::messageId).distinct().toList()) {
            var events = customer.server.calls("/status").stream()
                    .filter(call -> call.text().contains(message.toString()))
                    .map(call -> call.text().replaceAll(".*MessageStatus::([a-z]+).*", "$1"))
                    .toList();
            assertEquals(List.of("accepted", "dispatched", "delivered"), events);
        }
    }

    @Test
    void expiredLeaseIsReclaimedWithTheSameIdAndBytes() {
        customer.server.delays("/status", Duration.ofMillis(400), 1);
        var call = customer.status(Ids.next(), MessageState.DELIVERED, null);
        table.commit(List.of(call));
        Eventually.equal(1, () -> customer.server.calls("/status").size());

        // Expires the lease between request and result, as if the instance had been killed.
        table.run(
                "update callback_job set leased_until = now() - interval '1 second', fence = fence + 1 where id = '%s'"
                        .formatted(call.id()));

        Eventually.equal(2, () -> customer.server.calls("/status").size());
        Eventually.equal(0L, customer::jobs);
        var calls = customer.server.calls("/status");
        assertArrayEquals(calls.get(0).body(), calls.get(1).body());
        assertEquals(
                calls.get(0).headers().get("webhook-id"), calls.get(1).headers().get("webhook-id"));
    }

    @Test
    void jobOfADroppedCallbackIsDeleted() {
        var id = Ids.next();

        table.run("insert into callback_job (id, account_id, state, leased_until) values ('%s', '%s', 'claimed', now())"
                .formatted(id, customer.account));

        Eventually.equal(0L, () -> table.count("id = '%s'".formatted(id)));
    }

    @Test
    void unreliableEndpointLosesNothingAndDuplicatesAreIdentical() {
        for (var i = 1; i <= 200; i++) {
            answerUnreliably(i);
        }
        var calls = new ArrayList<CallbackRow>();
        for (var i = 0; i < 200; i++) {
            calls.add(customer.status(Ids.next(), MessageState.DELIVERED, null));
        }

        table.commit(calls);

        Eventually.equal(0L, customer::jobs);
        var received = customer.server.calls("/status").stream()
                .collect(Collectors.groupingBy(call -> call.headers().get("webhook-id")));
        assertEquals(200, received.size());
        assertEquals(200 + 12, customer.server.calls("/status").size());
        for (var call : calls) {
            received.get(call.id().toString()).forEach(first -> assertEquals(call.body(), first.text()));
        }
    }

    @Test
    void onlyFailedCallbacksHaveLoggedAttempts() {
        customer.server.answers("/status", 503);
        var failed = customer.status(Ids.next(), MessageState.DELIVERED, null);
        table.commit(List.of(failed));
        Eventually.equal(0L, customer::jobs);
        table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED, null)));
        Eventually.equal(0L, customer::jobs);

        var log = table.all("select a.* from callback_attempt a join callback c on c.id = a.callback_id"
                + " where c.account_id = '%s' order by at".formatted(customer.account));

        assertEquals(
                List.of(1, 2),
                log.stream().map(row -> row.getInteger("attempt")).toList());
        assertEquals(failed.id(), log.getLast().getUUID("callback_id"));
        assertEquals("answered 503", log.getFirst().getString("error"));
        assertEquals(customer.server.url("/status"), log.getFirst().getString("endpoint"));
        assertEquals((short) 204, log.getLast().getShort("status"));
    }

    /**
     * Of 200 requests 6 are rejected, 4 are processed but answered with a failure, 2 are processed but not answered.
     */
    private void answerUnreliably(int call) {
        if (call % 33 == 0) {
            customer.server.answers("/status", 503);
        } else if (call % 50 == 0) {
            customer.server.answers("/status", 500);
        } else if (call % 90 == 0) {
            customer.server.closesConnection("/status");
        } else {
            customer.server.accepts("/status");
        }
    }

    private static long millisBetween(RecordingCustomer.Call first, RecordingCustomer.Call second) {
        return (second.nanos() - first.nanos()) / 1_000_000;
    }

    private static String signature(RecordingCustomer.Call call) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "any"));
        mac.update((call.headers().get("x-request-timestamp") + "\n").getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(call.body()));
    }
}
