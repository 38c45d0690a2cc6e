package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.configuration.CallbackSettingsCache;
import io.parley.messaging.configuration.GivenCallbacks;
import io.parley.messaging.model.MediaKind;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.MoFile;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
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
import org.junit.jupiter.api.extension.RegisterExtension;

/** Revocations of received messages: what is deleted, and the customer's callbacks. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class RevocationTest {
    private static final String PERSON = "4915550001111";
    private static final Instant AT = Instant.parse("2026-03-02T09:23:00.000Z");

    @Inject
    @RegisterExtension
    CallbackNumber number;

    @Inject
    TestTopics bus;

    @Inject
    Directory directory;

    @Inject
    CallbackSettingsCache settings;

    @Inject
    CallbackTable table;

    @Inject
    EventRouter router;

    @Inject
    ObjectMapper json;

    @Test
    void revocationSendsADeletedStatusWithTheMessageId() throws IOException {
        bus.publish(List.of(number.message("1", "Forget it")));
        Eventually.equal(1, () -> number.customer.calls("/in").size());

        bus.publish(List.of(bus.event(
                "meta", "message", "r-" + number.run, """
                {"metadata":{"phone_number_id":"%s"},"message":{"from":"%s","id":"wamid.%3$s-r","timestamp":"1772443380",
                 "type":"revoke","revoke":{"original_message_id":"wamid.%3$s-1"}}}""".formatted(number.sender.providerId(), PERSON, number.run))));

        Eventually.equal(1, () -> number.customer.calls("/status").size());
        var body = number.customer.calls("/status").getFirst().text();
        Contract.check("MessageStatusEvent", body);
        assertEquals(json.readTree("""
                        {"event":"MessageStatus::deleted","messageId":"wamid.%s-1","channel":"whatsapp","from":"%s",
                         "to":"%s","status":"deleted","timestamp":"2026-03-02T09:23:00.000Z"}""".formatted(number.run, PERSON, number.sender.identity())), json.readTree(body));
    }

    /** An endpoint may repeat the message in its response. */
    @Test
    void revocationDeletesTheResponsesToTheCallback() {
        number.customer.answersBody("/in", 500, ("Secret " + number.run).getBytes(StandardCharsets.UTF_8));
        await(received("1", new MoContent.Text("A secret"), null));
        Eventually.equal(1L, this::storedResponses);
        table.run(
                "update callback_job set due_at = now() where account_id = '%s'".formatted(number.sender.accountId()));
        Eventually.equal(0L, number::pendingCallbacks);

        assertEquals(EventOutcome.ACCEPTED, await(revoked("1")));

        assertEquals(0L, storedResponses());
    }

    @Test
    void revocationDeletesContentDetailsAndCallback() {
        await(received("1", new MoContent.Text("A secret"), null));
        Eventually.equal(0L, number::pendingCallbacks);
        assertEquals(1, callbacks("MoMessage"));

        assertEquals(EventOutcome.ACCEPTED, await(revoked("1")));
        assertEquals(EventOutcome.DUPLICATE, await(revoked("1")));

        var row = table.all(
                        "select content::text, details, deleted_at, person from inbound_message where account_id = '%s'"
                                .formatted(number.sender.accountId()))
                .getFirst();
        assertEquals("{\"contentType\": \"text\"}", row.getString(0));
        assertNull(row.getJson(1));
        assertEquals(AT, row.getOffsetDateTime(2).toInstant());
        assertEquals(PERSON, row.getString(3));
        assertEquals(0, callbacks("MoMessage"));
        assertEquals(1, callbacks("MessageStatus::deleted"));
        Eventually.equal(0L, number::pendingCallbacks);
        assertEquals(1, number.customer.calls("/status").size());
    }

    @Test
    void revocationExpiresTheFile() {
        var file = new MoFile("media-" + number.run, MediaKind.IMAGE, "image/jpeg", null, null);
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

        assertEquals(0L, number.stored());
        assertEquals(0L, number.pendingCallbacks());
        assertTrue(number.customer.calls("/in").isEmpty()
                && number.customer.calls("/status").isEmpty());
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
                number.count("inbound_message where account_id = '%s' and deleted_at is null"
                        .formatted(number.sender.accountId())));
        Eventually.equal(0L, number::pendingCallbacks);
        assertEquals(number.stored(), number.customer.calls("/status").size());
        assertEquals(number.stored(), number.customer.calls("/in").size());
    }

    @Test
    void aRevocationForAnotherNumberChangesNothing() {
        await(received("1", new MoContent.Text("Hello"), null));
        var other = new Sender(
                Ids.next(),
                Ids.next(),
                number.sender.channel(),
                "48" + number.run.hashCode(),
                null,
                "other-" + number.run,
                null,
                Set.of(),
                Map.of(),
                true,
                1);
        directory.apply(other);

        await(new Revoked("whatsapp", wamid("1"), other.providerId(), AT));

        assertEquals(
                1L,
                number.count("inbound_message where account_id = '%s' and deleted_at is null"
                        .formatted(number.sender.accountId())));
        directory.remove(other.key());
    }

    @Test
    void anEventFilterSuppressesTheCallback() {
        GivenCallbacks.ofSender(settings, number.sender.id(), "{'eventFilter':['MessageStatus::delivered']}");
        await(received("1", new MoContent.Text("Hello"), null));

        await(revoked("1"));

        Eventually.equal(0L, number::pendingCallbacks);
        assertEquals(
                1L,
                number.count("inbound_message where account_id = '%s' and deleted_at is not null"
                        .formatted(number.sender.accountId())));
        assertEquals(0, number.customer.calls("/status").size());
    }

    private Received received(String name, MoContent content, MoFile file) {
        return new Received(
                "whatsapp",
                wamid(name),
                number.sender.providerId(),
                PERSON,
                wamid(name),
                AT,
                content,
                null,
                null,
                file,
                null);
    }

    private Revoked revoked(String name) {
        return new Revoked("whatsapp", wamid(name), number.sender.providerId(), AT);
    }

    private String wamid(String name) {
        return "wamid." + number.run + "-" + name;
    }

    private EventOutcome await(ChannelEvent event) {
        return handled(event).await().atMost(Duration.ofSeconds(20));
    }

    private Uni<EventOutcome> handled(ChannelEvent event) {
        return router.handle(
                number.sender.channel(),
                event,
                new EventSource(number.run, "test", "meta", "message", event::toString, null));
    }

    /** Stored callbacks of this event. */
    private long callbacks(String event) {
        return number.count(
                "callback where account_id = '%s' and event = '%s'".formatted(number.sender.accountId(), event));
    }

    private long storedResponses() {
        return number.count("callback_attempt where response = 'Secret %s'".formatted(number.run));
    }

    private long files() {
        return number.count(
                "media where account_id = '%s' and expires_at > now()".formatted(number.sender.accountId()));
    }
}
