package io.parley.messaging.channel.whatsapp;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code PUT /channels/whatsapp/messages/{message-id}}. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedGraph.class)
class ReadMarksTest {

    private static final String READ = "{\"status\":\"read\"}";

    @Inject
    Directory directory;

    @Inject
    Pool pool;

    private final ObjectMapper json = new ObjectMapper();
    private String key;
    private UUID inboundId;
    private String wamid;

    @BeforeEach
    void receiveAMessage() {
        ScriptedGraph.server().start();
        ScriptedGraph.server().answer(200, "{\"success\":true}");
        inboundId = Ids.next();
        wamid = "wamid." + inboundId;
        var account = UUID.randomUUID();
        var sender = sender(account, EnumSet.allOf(Scope.class));
        key = key(account);
        received(account, sender);
    }

    @Test
    void marksTheMessageAsReadEachTime() throws IOException {
        mark(wamid, READ).statusCode(200).body(equalTo(""));

        assertEquals(
                json.readTree(
                        "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"" + wamid + "\"}"),
                lastReceived());
        mark(wamid, READ).statusCode(200);
    }

    @Test
    void showsATypingIndicator() throws IOException {
        mark(inboundId.toString(), "{\"status\":\"read\",\"isTyping\":true}").statusCode(200);

        assertEquals(wamid, lastReceived().path("message_id").asText());
        assertEquals(
                "text", lastReceived().path("typing_indicator").path("type").asText());
    }

    @Test
    void otherStatusesAreRejected() {
        mark(wamid, "{\"status\":\"unread\"}").statusCode(400).body("violations[0].field", equalTo("status"));
        mark(wamid, "{}").statusCode(400).body("violations[0].field", equalTo("status"));
    }

    @Test
    void unknownForeignAndSentMessagesGetTheSame404() {
        var unknown = mark("wamid.unknown", READ).statusCode(404).extract().asString();
        var sent = sent();
        assertEquals(
                unknown, mark(sent.toString(), READ).statusCode(404).extract().asString());
        assertEquals(
                unknown, mark("wamid." + sent, READ).statusCode(404).extract().asString());
        key = key(UUID.randomUUID());

        assertEquals(unknown, mark(wamid, READ).statusCode(404).extract().asString());
        assertEquals(
                unknown,
                mark(inboundId.toString(), READ).statusCode(404).extract().asString());
    }

    @Test
    void requiresTheWriteScopeForTheNumber() {
        var account = UUID.randomUUID();
        inboundId = Ids.next();
        wamid = "wamid." + inboundId;
        key = key(account);
        received(account, sender(account, Set.of(Scope.PROFILE_READ)));

        mark(wamid, READ).statusCode(403);
    }

    @Test
    void mapsErrorsOfMeta() {
        ScriptedGraph.fails(400, 131009);
        mark(wamid, READ).statusCode(404);
        ScriptedGraph.fails(400, 130429);
        mark(wamid, READ).statusCode(503).header("Retry-After", "1");
        ScriptedGraph.server().refuseConnections();
        mark(wamid, READ).statusCode(503);
    }

    private ValidatableResponse mark(String id, String body) {
        return given().header("apikey", key)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/conversations/v3/channels/whatsapp/messages/" + id)
                .then();
    }

    private JsonNode lastReceived() throws IOException {
        return json.readTree(ScriptedGraph.server().lastRequest().body());
    }

    private String key(UUID account) {
        var generated = ApiKeys.generate();
        directory.apply(new Account(account, "Test", true, 1));
        var scopes = EnumSet.allOf(Scope.class);
        directory.apply(new ApiKey(generated.id(), account, generated.hash(), scopes, null, null, 1));
        directory.markCaughtUp();
        return generated.text();
    }

    private Sender sender(UUID account, Set<Scope> scopes) {
        var id = UUID.randomUUID();
        var identity = Long.toString(Math.abs(id.getMostSignificantBits()) % 1_000_000_000_000L);
        var sender = new Sender(
                id, account, new ChannelName("whatsapp"), identity, "Shop", identity, null, scopes, Map.of(), true, 1);
        directory.apply(sender);
        return sender;
    }

    /** A sent message of the same account. */
    private UUID sent() {
        var id = Ids.next();
        pool.query("""
                        insert into message (id, account_id, sender_id, channel, identity, recipient, content, accepted_at)
                        select '%1$s', account_id, sender_id, 'whatsapp', '1', '2', '{}', now()
                          from inbound_message where id = '%2$s';
                        insert into provider_ref (provider_id, provider, message_id)
                        values ('wamid.%1$s', 'whatsapp', '%1$s')""".formatted(id, inboundId)).execute().await().atMost(Duration.ofSeconds(5));
        return id;
    }

    private void received(UUID account, Sender sender) {
        pool.query("""
                        insert into inbound_key (provider, provider_id, inbound_id) values ('whatsapp', '%1$s', '%2$s');
                        insert into inbound_message (id, account_id, sender_id, channel, person, public_id, content, at)
                        values ('%2$s', '%3$s', '%4$s', 'whatsapp', '4915550001111', '%1$s', '{}', now())""".formatted(wamid, inboundId, account, sender.id()))
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
