package io.parley.messaging.search;

import static io.parley.messaging.search.SearchApi.CONVERSATION;
import static io.parley.messaging.search.SearchApi.MESSAGES;
import static io.parley.messaging.search.SearchApi.conversation;
import static io.parley.messaging.search.SearchApi.get;
import static io.parley.messaging.search.SearchApi.ids;
import static io.parley.messaging.search.SearchApi.messages;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.model.Scope;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /messages} and {@code GET /conversations/…}: filters, order, what another account sees, bad filters. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
class MessageSearchTest {
    @Inject
    Tenant tenant;

    @Inject
    Pool pool;

    @Inject
    Directory directory;

    private final String person = Tenant.person();
    private final Instant start = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
    private InsertedMessages stored;

    @BeforeEach
    void prepareMessages() {
        stored = new InsertedMessages(pool, tenant);
    }

    @Test
    void sentMessageIsFoundAsItWasSentAndWithItsCurrentStatus() {
        var body = tenant.text(person, "Hi").replace("{\"to\"", "{\"context\":\"order 42\",\"to\"");
        String id = tenant.post(body).then().statusCode(202).extract().path("messageId");
        Eventually.holds(() -> assertEquals("dispatched", tenant.status(UUID.fromString(id))));
        String since = tenant.get(id + "/status").then().extract().path("timestamp");
        String accepted = tenant.get(id + "/events").then().extract().path("events[0].timestamp");

        messages(tenant, "?to=" + person)
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].messageId", equalTo(id))
                .body("[0].direction", equalTo("outbound"))
                .body("[0].channel", equalTo("viber"))
                .body("[0].from", equalTo(tenant.serviceId()))
                .body("[0].to", equalTo(person))
                .body("[0].timestamp", equalTo(accepted))
                .body("[0].content.text", equalTo("Hi"))
                .body("[0].userContext", equalTo("order 42"))
                .body("[0].status", equalTo("dispatched"))
                .body("[0].statusTimestamp", equalTo(since))
                .body("[0].details", nullValue());
    }

    @Test
    void failureHasTheErrorOfItsEvent() {
        stored.sent(start, person, null, "dispatched", "channel_failed", "failed");

        messages(tenant, "")
                .body("[0].status", equalTo("failed"))
                .body("[0].details.code", equalTo("viber::error::12"))
                .body("[0].details.message", equalTo("lost"));
    }

    /** Messages: a and b sent to P and Q with context c1; c sent to P; d and e received from P and Q; oldest first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''                                  | e d c b a",
                "?order=oldestFirst                  | a b c d e",
                "?to=P                               | c a",
                "?to=%2BP                            | c a",
                "?from=P                             | d",
                "?from=SENDER                        | c b a",
                "?to=SENDER                          | e d",
                "?from=Q&to=SENDER                   | e",
                "?from=SENDER&to=Q                   | b",
                "?from=P&to=Q                        | -",
                "?direction=inbound                  | e d",
                "?direction=outbound                 | c b a",
                "?direction=inbound&to=P             | -",
                "?channel=viber                      | e d c b a",
                "?status=failed                      | b",
                "?status=channelFailed               | -",
                "?status=delivered                   | a",
                "?status=accepted                    | c",
                "?status=seen                        | -",
                "?status=failed&to=Q                 | b",
                "?status=failed&to=P                 | -",
                "?status=failed&context=c1           | b",
                "?context=c1                         | b a",
                "?context=c1&order=oldestFirst       | a b",
                "?context=c1&to=P                    | a",
                "?context=c1&status=delivered&to=P   | a",
                "?context=C1                         | -",
                "?since=MINUTE2                      | e d c",
                "?until=MINUTE2                      | b a",
                "?since=MINUTE1&until=MINUTE3        | c b",
                "?since=MINUTE1&until=MINUTE3&to=P   | c",
                "?status=delivered&since=MINUTE1     | -",
                "?size=2                             | e d"
            })
    void filtersRestrictTogether(String query, String expected) {
        var other = Tenant.person();
        var messages = List.of(
                stored.sent(start, person, "c1", "dispatched", "delivered"),
                stored.sent(minute(1), other, "c1", "dispatched", "failed"),
                stored.sent(minute(2), person, null),
                stored.received(minute(3), person),
                stored.received(minute(4), other));

        var found = ids(messages(tenant, filled(query, other)));

        assertEquals(
                expected == null ? "" : expected,
                String.join(
                        " ",
                        found.stream()
                                .map(id -> "" + "abcde".charAt(messages.indexOf(id)))
                                .toList()));
    }

    @Test
    void conversationHasTheMessagesOfBothDirectionsInOrder() {
        var other = Tenant.person();
        var question = stored.received(start, person);
        var answer = stored.sent(minute(1), person, null, "dispatched", "delivered");
        var thanks = stored.received(minute(2), person);
        stored.sent(minute(3), other, null);
        stored.received(minute(4), other);

        assertEquals(List.of(question, answer, thanks), ids(conversation(tenant, person, "")));
        assertEquals(List.of(question, answer, thanks), ids(conversation(tenant, "%2B" + person, "")));
        assertEquals(List.of(thanks, answer, question), ids(conversation(tenant, person, "?order=newestFirst")));
        assertEquals(List.of(answer), ids(conversation(tenant, person, filled("?since=MINUTE1&until=MINUTE2", other))));
        assertEquals(List.of(), ids(conversation(tenant, Tenant.person(), "")));
        conversation(tenant, person, "")
                .body("direction", equalTo(List.of("inbound", "outbound", "inbound")))
                .body("[0].from", equalTo(person))
                .body("[0].to", equalTo(tenant.serviceId()))
                .body("[1].from", equalTo(tenant.serviceId()))
                .body("[1].to", equalTo(person));
    }

    @Test
    void messageThatItsAuthorDeletedHasNoContent() {
        var id = stored.received(start, person);
        pool.query("update inbound_message set deleted_at = now(), content = '{\"contentType\":\"text\"}' where id = '"
                        + id + "'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10));

        messages(tenant, "?from=" + person)
                .body("size()", equalTo(1))
                .body("[0].content", nullValue())
                .body("[0].deletedTimestamp", not(nullValue()));
    }

    @Test
    void otherAccountsSeeNothing() {
        stored.sent(start, person, "shared", "failed");
        stored.received(minute(1), person);
        var other = Tenant.create(directory);

        for (var query : List.of("", "?to=" + person, "?from=" + person, "?context=shared", "?status=failed")) {
            assertEquals(List.of(), ids(get(other.key(), MESSAGES, MESSAGES + query)), query);
        }
        assertEquals(List.of(), ids(get(other.key(), MESSAGES, MESSAGES + "?from=" + tenant.serviceId())));
        get(other.key(), CONVERSATION, "/conversations/viber/" + tenant.serviceId() + "/" + person)
                .statusCode(404);
        get(tenant.key(), CONVERSATION, "/conversations/sms/" + tenant.serviceId() + "/" + person)
                .statusCode(404);
    }

    @Test
    void keyAndSenderNeedTheScope() {
        var withoutRead = EnumSet.complementOf(EnumSet.of(Scope.MESSAGES_READ));
        var keyWithout = Tenant.create(directory, withoutRead, EnumSet.allOf(Scope.class));
        var senderWithout = Tenant.create(directory, EnumSet.allOf(Scope.class), withoutRead);
        new InsertedMessages(pool, senderWithout).sent(start, person, null);

        get(keyWithout.key(), MESSAGES, MESSAGES).statusCode(403);
        get(keyWithout.key(), CONVERSATION, "/conversations/viber/" + keyWithout.serviceId() + "/" + person)
                .statusCode(403);
        assertEquals(List.of(), ids(get(senderWithout.key(), MESSAGES, MESSAGES)));
        get(senderWithout.key(), CONVERSATION, "/conversations/viber/" + senderWithout.serviceId() + "/" + person)
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "to, ?to=",
        "from, ?from=a%00b",
        "to, ?to=%0A",
        "to, ?to=1&to=2",
        "channel, ?channel=telegram",
        "direction, ?direction=sideways",
        "direction, ?direction=",
        "status, ?status=sent",
        "status, ?status=unknown",
        "status, ?status=failed&direction=inbound",
        "context, ?context=x&direction=inbound",
        "context, ?context=",
        "since, ?since=yesterday",
        "until, ?until=2026-13-01T00:00:00Z",
        "until, ?since=2026-03-02T10:00:00Z&until=2026-03-02T10:00:00Z",
        "order, ?order=random",
        "size, ?size=101",
        "size, ?size=0",
        "page, ?page=0",
        "page, ?page=2",
        "cursor, ?cursor=AAAA",
        "cursor, ?page=2&cursor=***",
        "recipient, ?recipient=4915550001111"
    })
    void badFilterIsNamed(String field, String query) {
        messages(tenant, query)
                .statusCode(400)
                .body("title", equalTo("Constraint Violation"))
                .body("violations.size()", equalTo(1))
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void parameterOfTheOtherOperationIsRefused() {
        conversation(tenant, person, "?status=failed").statusCode(400).body("violations[0].field", equalTo("status"));
        conversation(tenant, "1".repeat(65), "").statusCode(400).body("violations[0].field", equalTo("to"));
        messages(tenant, "?statsu=failed")
                .statusCode(400)
                .body(
                        "violations[0].message",
                        equalTo(
                                "is no parameter of this operation; it has channel, context, cursor, direction, from, order, page, since,"
                                        + " size, status, to, until; did you mean status?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"' or true --", "%", "_", "\\", "'; drop table message; --", "$1", "{x}", "\"", "\u202Eabc"})
    void textOfAFilterIsOnlyCompared(String text) {
        var odd = stored.sent(start, person, text);
        stored.sent(minute(1), person, "plain");

        assertEquals(List.of(odd), ids(messages(tenant, "?context=" + encoded(text))));
        assertEquals(List.of(), ids(messages(tenant, "?to=" + encoded(text))));
        assertEquals(List.of(), ids(messages(tenant, "?from=" + encoded(text))));
    }

    private Instant minute(int number) {
        return start.plus(Duration.ofMinutes(number));
    }

    private String filled(String query, String other) {
        var filled = query.replace("SENDER", tenant.serviceId())
                .replaceAll("=(%2B)?P\\b", "=$1" + person)
                .replaceAll("=Q\\b", "=" + other);
        for (var number = 1; number < 4; number++) {
            filled = filled.replace("MINUTE" + number, minute(number).toString());
        }
        return filled;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
