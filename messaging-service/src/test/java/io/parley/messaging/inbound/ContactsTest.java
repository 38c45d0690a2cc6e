package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.Person;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is stored about people besides their number, and how it is used. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("slow")
class ContactsTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:23:00Z");
    private static final Person ANN = new Person("49151", "DE.1", "DE.ENT.1", "ann", "h1");

    @Inject
    @RegisterExtension
    CallbackNumber number;

    @Inject
    TestTopics bus;

    @Inject
    CallbackTable table;

    @Inject
    EventRouter router;

    @Test
    void aContactIsWrittenOnlyIfAMessageChangesIt() {
        receive(ANN, AT);
        assertEquals("49151 49151 DE.1 DE.ENT.1 ann h1 null", contacts());
        var version = version();

        receive(ANN, AT.plusSeconds(1));
        receive(new Person("49151", "DE.1", null, null, null), AT.plusSeconds(2));
        assertEquals(version, version());

        receive(new Person("49151", "DE.1", "DE.ENT.1", "anna", "h1"), AT.plusSeconds(3));
        assertEquals("49151 49151 DE.1 DE.ENT.1 anna h1 null", contacts());
        assertNotEquals(version, version());
    }

    @Test
    void anOlderUpdateChangesNothing() {
        receive(ANN, AT);

        receive(new Person("49151", "DE.0", null, "older", "h0"), AT.minusSeconds(1));

        assertEquals("49151 49151 DE.1 DE.ENT.1 ann h1 null", contacts());
    }

    @Test
    void aNumberAloneIsNotStored() {
        receive(new Person("49151", null, null, null, null), AT);

        assertEquals("", contacts());
    }

    @Test
    void aHiddenNumberIsResolvedByUserId() {
        receive(ANN, AT);

        receive(new Person(null, "DE.1", null, "ann the second", null), AT.plusSeconds(1));

        assertEquals("49151 49151 DE.1 DE.ENT.1 ann the second h1 null", contacts());
        Eventually.equal(2, () -> number.customer.calls("/in").size());
        assertEquals(
                2L,
                number.count("inbound_message where account_id = '%s' and person = '49151'"
                        .formatted(number.sender.accountId())));
        number.customer
                .calls("/in")
                .forEach(call -> assertTrue(call.text().contains("\"from\":\"49151\""), call.text()));
    }

    @Test
    void aPersonWithoutAKnownNumberIsIdentifiedByUserId() {
        receive(new Person(null, "DE.1", null, "ann", null), AT);
        assertEquals("DE.1 null DE.1 null ann null null", contacts());
        Eventually.equal(1, () -> number.customer.calls("/in").size());
        assertTrue(number.customer.calls("/in").getFirst().text().contains("\"from\":\"DE.1\""));

        receive(ANN, AT.plusSeconds(1));

        assertEquals("49151 49151 DE.1 DE.ENT.1 ann h1 null", contacts());
    }

    @Test
    void aChangedNumberKeepsTheContactsData() {
        receive(ANN, AT);
        var change = new Introduced(
                number.sender.providerId(), new Person("49152", null, null, null, null), "49151", AT.plusSeconds(1));

        await(change);
        await(change);
        assertEquals("49152 49152 DE.1 DE.ENT.1 ann h1 49151", contacts());

        await(new Introduced(
                number.sender.providerId(), new Person("49152", "DE.2", null, null, null), "DE.1", AT.plusSeconds(2)));
        assertEquals("49152 49152 DE.2 DE.ENT.1 ann h1 49151", contacts());
    }

    @Test
    void anOlderNumberChangeDoesNotAffectTheNextOwner() {
        var change =
                new Introduced(number.sender.providerId(), new Person("49152", null, null, null, null), "49151", AT);
        await(change);
        receive(new Person("49151", "DE.9", null, "bob", null), AT.plusSeconds(1));

        await(change);

        assertEquals("49151 49151 DE.9 null bob null null\n49152 49152 null null null null 49151", contacts());
    }

    @Test
    void aChangedUserIdUpdatesTheContact() {
        receive(ANN, AT);

        await(new Introduced(
                number.sender.providerId(), new Person(null, "DE.2", null, null, null), "DE.1", AT.plusSeconds(1)));

        assertEquals("49151 49151 DE.2 DE.ENT.1 ann h1 null", contacts());
        receive(new Person(null, "DE.2", null, null, null), AT.plusSeconds(2));
        assertEquals(
                2L,
                number.count("inbound_message where account_id = '%s' and person = '49151'"
                        .formatted(number.sender.accountId())));
    }

    @Test
    void aChangedIdentityKeyIsStored() {
        receive(ANN, AT);

        await(new Introduced(
                number.sender.providerId(), new Person("49151", null, null, null, "h2"), null, AT.plusSeconds(1)));

        assertEquals("49151 49151 DE.1 DE.ENT.1 ann h2 null", contacts());
    }

    @Test
    void systemNotificationsUpdateContactsWithoutACallback() {
        bus.publish(List.of(
                bus.event("meta", "message", "s-" + number.run, """
                        {"metadata":{"phone_number_id":"%s"},"message":{"from":"49151","id":"wamid.s-%s","type":"system",
                         "timestamp":"1772443380","system":{"type":"user_changed_number","wa_id":"49152"}}}""".formatted(number.sender.providerId(), number.run)),
                bus.event("meta", "user_id_update", "u-" + number.run, """
                        {"value":{"metadata":{"phone_number_id":"%s"},"user_id_update":[{"wa_id":"49153",
                         "user_id":{"previous":"DE.7","current":"DE.8"},"timestamp":"1772443380"}]}}""".formatted(number.sender.providerId()))));

        Eventually.equal("49152 49152 null null null null 49151\n49153 49153 DE.8 null null null null", this::contacts);
        assertEquals(0L, number.pendingCallbacks());
        assertEquals(0L, number.stored());
    }

    @Test
    void concurrentMessagesOfOnePersonAreOneContact() {
        var concurrent = IntStream.range(0, 50)
                .mapToObj(i -> handled(message(ANN, AT.plusSeconds(i))))
                .toList();

        Uni.join().all(concurrent).andFailFast().await().atMost(Duration.ofSeconds(20));

        assertEquals(50L, number.stored());
        assertEquals("49151 49151 DE.1 DE.ENT.1 ann h1 null", contacts());
    }

    private void receive(Person person, Instant at) {
        assertEquals(EventOutcome.ACCEPTED, await(message(person, at)));
    }

    private Received message(Person person, Instant at) {
        var wamid = "wamid." + Ids.next();
        var content = new MoContent.Text("Hello");
        return new Received(
                "whatsapp",
                wamid,
                number.sender.providerId(),
                person.id(),
                wamid,
                at,
                content,
                null,
                null,
                null,
                person);
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

    /** All columns of every contact, one line each. */
    private String contacts() {
        return rows("person, phone, user_id, parent_user_id, username, identity_hash, previous_phone").stream()
                .map(row -> IntStream.range(0, 7)
                        .mapToObj(row::getString)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private String version() {
        return rows("xmin::text, changed_at::text").stream()
                .map(row -> row.getString(0) + row.getString(1))
                .collect(Collectors.joining());
    }

    private List<Row> rows(String columns) {
        return table.all("select %s from contact where account_id = '%s' order by person"
                .formatted(columns, number.sender.accountId()));
    }
}
