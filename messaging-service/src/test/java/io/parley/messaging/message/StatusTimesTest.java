package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event has the same timestamp in callbacks and responses, never before the previous event. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class StatusTimesTest {

    private static final String MILLISECONDS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final ProviderError LOST = new ProviderError("viber::error::12", "lost");

    @Inject
    Tenant tenant;

    @Inject
    ScriptedChannel channel;

    @Inject
    Pool pool;

    @Inject
    RecordDelivery deliveries;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    ObjectMapper json;

    private final String person = Tenant.person();

    @BeforeEach
    void configureCallbacks() {
        GivenCallbacks.ofSender(settings, tenant.sender(), "{'messageStatusUrl':'https://127.0.0.1:1/status'}");
    }

    @Test
    void providerTimesInWholeSecondsAreRaisedToThePreviousEvent() throws Exception {
        var id = dispatched();
        var wholeSecond = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);

        record(status(id, MessageState.DELIVERED, wholeSecond, null));
        record(status(id, MessageState.SEEN, wholeSecond, null));

        var events = assertConsistentTimestamps(id);
        assertEquals(
                List.of(
                        "MessageStatus::accepted",
                        "MessageStatus::dispatched",
                        "MessageStatus::delivered",
                        "MessageStatus::seen"),
                List.copyOf(events.keySet()));
        assertEquals(events.get("MessageStatus::dispatched"), events.get("MessageStatus::delivered"));
        assertEquals(events.get("MessageStatus::dispatched"), events.get("MessageStatus::seen"));
        assertEquals(wholeSecond, Instant.parse(tenant.get(id + "/events").path("events[2].providerTimestamp")));
        assertTrue(tenant.get(id + "/events")
                .asString()
                .contains("\"providerTimestamp\":\"" + wholeSecond.toString().replace("Z", ".000Z")));
    }

    @Test
    void increasingProviderTimeIsKept() throws Exception {
        var id = dispatched();
        var later = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);

        record(status(id, MessageState.DELIVERED, later, null));

        var events = assertConsistentTimestamps(id);
        assertEquals(later.toString().replace("Z", ".000Z"), events.get("MessageStatus::delivered"));
        assertNull(tenant.get(id + "/events").jsonPath().getString("events[2].providerTimestamp"));
    }

    @Test
    void repeatedStatusesWithOtherTimesChangeNothing() throws Exception {
        var id = dispatched();
        var first = Instant.now().plusSeconds(10);
        record(status(id, MessageState.DELIVERED, first, null));
        var before = assertConsistentTimestamps(id);

        record(
                status(id, MessageState.DELIVERED, first.minusSeconds(20), null),
                status(id, MessageState.DELIVERED, first.plusSeconds(20), null));

        assertEquals(before, assertConsistentTimestamps(id));
    }

    @Test
    void reorderedStatusesHaveIncreasingTimestamps() throws Exception {
        var id = dispatched();
        var seen = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);

        record(status(id, MessageState.SEEN, seen, null));
        record(status(id, MessageState.DELIVERED, seen.minusSeconds(10), null));
        record(status(id, MessageState.UNKNOWN, seen.minusSeconds(20), null));

        assertConsistentTimestamps(id);
    }

    @Test
    void deliveryAfterAFailureIsNotBeforeTheFailure() throws Exception {
        channel.answer(person, new Submission.Rejected(LOST));
        var id = tenant.send(person, "late");
        Eventually.holds(() -> assertEquals("failed", tenant.status(id)));

        record(status(
                id,
                id,
                MessageState.DELIVERED,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1)));

        var events = assertConsistentTimestamps(id);
        assertEquals("delivered", tenant.status(id));
        assertEquals(events.get("MessageStatus::channelFailed"), events.get("MessageStatus::dispatched"));
    }

    @Test
    void statusBeforeTheResponseHasIncreasingTimestamps() throws Exception {
        channel.script(person, call -> {
            var early = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            return deliveries
                    .record(status(call.messageId(), call.messageId(), MessageState.DELIVERED, early))
                    .chain(() -> ScriptedChannel.accepted(call));
        });

        var id = tenant.send(person, "overtaken");

        Eventually.holds(() -> assertEquals("delivered", tenant.status(id)));
        assertConsistentTimestamps(id);
    }

    /** Timestamps by event name, in the order of {@code /events}. */
    private Map<String, String> assertConsistentTimestamps(UUID id) throws Exception {
        var response = tenant.get(id + "/events").asString();
        Contract.check("MessageDeliveryEvents", response);
        var events = new LinkedHashMap<String, String>();
        var before = "";
        for (var event : json.readTree(response).path("events")) {
            var timestamp = event.path("timestamp").textValue();
            assertTrue(timestamp.matches(MILLISECONDS), timestamp);
            assertTrue(timestamp.compareTo(before) >= 0, before + " then " + event);
            events.put(event.path("event").textValue(), timestamp);
            before = timestamp;
        }
        assertSameInCallbacks(id, events);
        assertSameInStatus(id, events);
        return events;
    }

    private void assertSameInCallbacks(UUID id, Map<String, String> events) throws Exception {
        var inCallbacks = new LinkedHashMap<String, String>();
        var before = "";
        for (var body : bodies(id)) {
            var timestamp = body.path("timestamp").textValue();
            assertTrue(timestamp.compareTo(before) >= 0, before + " then " + body);
            inCallbacks.put(body.path("event").textValue(), timestamp);
            before = timestamp;
        }
        assertEquals(Map.copyOf(events), Map.copyOf(inCallbacks));
    }

    private void assertSameInStatus(UUID id, Map<String, String> events) {
        var status = tenant.get(id + "/status").jsonPath();
        assertEquals(events.get("MessageStatus::" + status.getString("status")), status.getString("timestamp"));
    }

    private List<JsonNode> bodies(UUID id) throws Exception {
        var bodies = new ArrayList<JsonNode>();
        for (var row : pool.preparedQuery("select body from callback where message_id = $1 order by id")
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(10))) {
            bodies.add(json.readTree(row.getString(0)));
        }
        return bodies;
    }

    private UUID dispatched() {
        var id = tenant.send(person, "hi");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(id)));
        return id;
    }

    private void record(Status... batch) {
        var all = List.of(batch).stream().map(deliveries::record).toList();
        Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(10));
    }

    private static Status status(UUID sent, MessageState state, Instant at, ProviderError error) {
        return new Status("viber", ScriptedChannel.providerId(sent), null, state, at, error, null);
    }

    private static Status status(UUID sent, UUID messageId, MessageState state, Instant at) {
        return new Status("viber", ScriptedChannel.providerId(sent), messageId, state, at, null, null);
    }
}
