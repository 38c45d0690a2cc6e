package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.model.MediaKind;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoFile;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Revocations of received messages: what is deleted, and the customer's callbacks. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class RevocationTest extends NumberWithCallbacks {
    private static final String PERSON = "4915550001111";
    private static final Instant AT = Instant.parse("2026-03-02T09:23:00.000Z");

    @Inject
    EventRouter router;

    @Inject
    ObjectMapper json;

    @Test
    void revocationSendsADeletedStatusWithTheMessageId() throws IOException {
        bus.publish(List.of(message("1", "Forget it")));
        Eventually.equal(1, () -> customer.calls("/in").size());

        bus.publish(List.of(bus.event("meta", "message", "r-" + run, """
                {"metadata":{"phone_number_id":"%s"},"message":{"from":"%s","id":"wamid.%3$s-r","timestamp":"1772443380",
                 "type":"revoke","revoke":{"original_message_id":"wamid.%3$s-1"}}}""".formatted(sender.providerId(), PERSON, run))));

        Eventually.equal(1, () -> customer.calls("/status").size());
        var body = customer.calls("/status").getFirst().text();
        Contract.check("MessageStatusEvent", body);
        assertEquals(json.readTree("""
                        {"event":"MessageStatus::deleted","messageId":"wamid.%s-1","channel":"whatsapp","from":"%s",
                         "to":"%s","status":"deleted","timestamp":"2026-03-02T09:23:00.000Z"}""".formatted(run, PERSON, sender.identity())), json.readTree(body));
    }

    /** An endpoint may repeat the message in its response. */
    @Test
    void revocationDeletesTheResponsesToTheCallback() {
        customer.answersBody("/in", 500, ("Secret " + run).getBytes(StandardCharsets.UTF_8));
        await(received("1", new MoContent.Text("A secret"), null));
        Eventually.equal(1L, this::storedResponses);
        table.run("update callback_job set due_at = now() where account_id = '%s'".formatted(sender.accountId()));
        Eventually.equal(0L, this::pendingCallbacks);

        assertEquals(EventOutcome.ACCEPTED, await(revoked("1")));

        assertEquals(0L, storedResponses());
    }

    @Test
    void revocationDeletesContentDetailsAndCallback() {
        await(received("1", new MoContent.Text("A secret"), null));
        Eventually.equal(0L, this::pendingCallbacks);
        assertEquals(1, callbacks("MoMessage"));

        assertEquals(EventOutcome.ACCEPTED, await(revoked("1")));
        assertEquals(EventOutcome.DUPLICATE, await(revoked("1")));

        var row = table.all(
                        "select content::text, details, deleted_at, person from inbound_message where account_id = '%s'"
                                .formatted(sender.accountId()))
                .getFirst();
        assertEquals("{\"contentType\": \"text\"}", row.getString(0));
        assertNull(row.getJson(1));
        assertEquals(AT, row.getOffsetDateTime(2).toInstant());
        assertEquals(PERSON, row.getString(3));
        assertEquals(0, callbacks("MoMessage"));
        assertEquals(1, callbacks("MessageStatus::deleted"));
        Eventually.equal(0L, this::pendingCallbacks);
        assertEquals(1, customer.calls("/status").size());
    }

    @Test
    void revocationExpiresTheFile() {
        var file = new MoFile("media-" + run, MediaKind.IMAGE, "image/jpeg", null, null);
        await(received("1", new MoContent.Media(new MoContent.File("image", null, null, null)), file));
        assertEquals(1L, files());

        await(revoked("1"));

        assertEquals(0L, files());
    }

    @Test
    void aMessageThatArrivesAfterItsRevocationIsDropped() {
        assertEquals(EventOutcome.ACCEPTED, await(revoked("1")));
        assertEquals(EventOutcome.DUPLICATE, await(revoked("1")));

        assertEquals(EventOutcome.DUPLICATE, await(received("1", new MoContent.Text("Too late"), null)));

        assertEquals(0L, stored());
        assertEquals(0L, pendingCallbacks());
        assertTrue(customer.calls("/in").isEmpty() && customer.calls("/status").isEmpty());
    }

    @Test
    void concurrentMessagesAndRevocationsInAnyOrderAreApplied() {
        var events = new ArrayList<ChannelEvent>(IntStream.range(0, 40)
                .mapToObj(Integer::toString)
                .flatMap(name -> Stream.<ChannelEvent>of(
                        received(name, new MoContent.Text("Hello"), null), revoked(name), revoked(name)))
                .toList());
        Collections.shuffle(events, new Random(42));

        Uni.join()
                .all(events.stream().map(this::handled).toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(30));

        assertEquals(
                0L,
                count("inbound_message where account_id = '%s' and deleted_at is null".formatted(sender.accountId())));
        Eventually.equal(0L, this::pendingCallbacks);
        assertEquals(stored(), customer.calls("/status").size());
        assertEquals(stored(), customer.calls("/in").size());
    }

    @Test
    void aRevocationForAnotherNumberChangesNothing() {
        await(received("1", new MoContent.Text("Hello"), null));
        var other = new Sender(
                Ids.next(),
                Ids.next(),
                sender.channel(),
                "48" + run.hashCode(),
                null,
                "other-" + run,
                null,
                Set.of(),
                Map.of(),
                true,
                1);
        directory.apply(other);

        await(new Revoked("whatsapp", wamid("1"), other.providerId(), AT));

        assertEquals(
                1L,
                count("inbound_message where account_id = '%s' and deleted_at is null".formatted(sender.accountId())));
        directory.remove(other.key());
    }

    @Test
    void anEventFilterSuppressesTheCallback() {
        GivenCallbacks.ofSender(settings, sender.id(), "{'eventFilter':['MessageStatus::delivered']}");
        await(received("1", new MoContent.Text("Hello"), null));

        await(revoked("1"));

        Eventually.equal(0L, this::pendingCallbacks);
        assertEquals(
                1L,
                count("inbound_message where account_id = '%s' and deleted_at is not null"
                        .formatted(sender.accountId())));
        assertEquals(0, customer.calls("/status").size());
    }

    private Received received(String name, MoContent content, MoFile file) {
        return new Received(
                "whatsapp", wamid(name), sender.providerId(), PERSON, wamid(name), AT, content, null, null, file, null);
    }

    private Revoked revoked(String name) {
        return new Revoked("whatsapp", wamid(name), sender.providerId(), AT);
    }

    private String wamid(String name) {
        return "wamid." + run + "-" + name;
    }

    private EventOutcome await(ChannelEvent event) {
        return handled(event).await().atMost(Duration.ofSeconds(20));
    }

    private Uni<EventOutcome> handled(ChannelEvent event) {
        return router.handle(
                sender.channel(), event, new EventSource(run, "test", "meta", "message", event::toString, null));
    }

    /** Stored callbacks of this event. */
    private long callbacks(String event) {
        return count("callback where account_id = '%s' and event = '%s'".formatted(sender.accountId(), event));
    }

    private long storedResponses() {
        return count("callback_attempt where response = 'Secret %s'".formatted(run));
    }

    private long files() {
        return count("media where account_id = '%s' and expires_at > now()".formatted(sender.accountId()));
    }
}
