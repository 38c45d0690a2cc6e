package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.model.ProviderEvent;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks for Viber messages, by bot and by partner. Single quotes in samples stand for double quotes. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class PeopleOnViberTest {
    @Inject
    @RegisterExtension
    CallbackNumber number;

    @Inject
    TestTopics bus;

    @Inject
    CallbackTable table;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void createViberService() {
        number.moveTo("viber");
    }

    @Test
    void aPartnersMessageNamesThePerson() throws IOException {
        publish("viber-partner", partner("'sender':'4915550001111',", "{'text':'Hello','type':'TEXT'}"));

        var body = callback();
        assertEquals("4915550001111", body.path("from").asText());
        assertEquals(json.readTree(quoted("{'contentType':'text','text':'Hello'}")), body.path("content"));
        assertEquals("2026-04-01T11:02:43.594Z", body.path("timestamp").asText());
    }

    @Test
    void aPartnersFileIsStoredAsMedia() throws IOException {
        publish(
                "viber-partner",
                partner(
                        "'sender':'4915550001111',",
                        "{'url':'https://files.example.com/1','fileName':'plan.pdf','type':'FILE'}"));

        var media = callback().path("content").path("media");
        assertEquals("document", media.path("type").asText());
        assertEquals("plan.pdf", media.path("caption").asText());
        var id = UUID.fromString(media.path("mediaId").asText());
        assertEquals(1L, number.count("media where inbound and file_name = 'plan.pdf' and id = '" + id + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'sender':'',", "'sender':null,", "'sender':{'number':'49'},"})
    void aPartnersMessageWithoutAPersonIsParked(String sender) throws IOException {
        publish("viber-partner", partner(sender, "{'text':'Who am I','type':'TEXT'}"));

        Eventually.equal(1L, number::parked);
        assertEquals(0, number.customer.calls("/in").size());
    }

    @Test
    void aBotsMessageWithoutAPersonIsParked() throws IOException {
        publish("viber", """
                {'event':'message','message_token':1,'sender':{'name':'%s'},'message':{'type':'text','text':'?'}}""".formatted(number.run));

        Eventually.equal(1L, number::parked);
        assertEquals(0, number.customer.calls("/in").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'5741311803571721089'", "5741311803571721089"})
    void aMessageTokenMayBeAStringOrANumber(String token) throws IOException {
        table.run("delete from inbound_key where provider_id = '5741311803571721089'");
        publish("viber", """
                {'event':'message','timestamp':1795916000000,'message_token':%s,
                 'sender':{'id':'01234567890A=','name':'Ana'},'message':{'type':'text','text':'tokstr'}}""".formatted(token));

        var body = callback();
        assertEquals("tokstr", body.path("content").path("text").asText());
        assertEquals("01234567890A=", body.path("from").asText());
        assertEquals(1L, number.count("inbound_key where provider_id = '5741311803571721089'"));
    }

    private String partner(String sender, String message) {
        return """
                {'results':[{%s'to':'7042','integrationType':'VIBER','receivedAt':'2026-04-01T11:02:43.594+0000',
                 'messageId':'%s','pairedMessageId':null,'message':%s,'price':{'pricePerMessage':0,'currency':'EUR'}}],
                 'messageCount':1,'pendingMessageCount':0}""".formatted(sender, number.run, message);
    }

    private void publish(String provider, String payload) throws IOException {
        bus.publish(List.of(json.writeValueAsString(new ProviderEvent(
                1,
                "event-" + number.run,
                provider,
                "message",
                number.sender.providerId(),
                number.run,
                Instant.now(),
                json.readTree(quoted(payload))))));
    }

    private JsonNode callback() throws IOException {
        Eventually.equal(1, () -> number.customer.calls("/in").size());
        var body = json.readTree(number.customer.calls("/in").getFirst().text());
        Contract.check("MoMessage", body.toString());
        assertTrue(body.path("messageId").isTextual());
        return body;
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
