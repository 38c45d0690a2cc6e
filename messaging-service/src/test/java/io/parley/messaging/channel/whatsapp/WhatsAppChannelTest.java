package io.parley.messaging.channel.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.ChannelContract;
import io.parley.messaging.channel.Contents;
import io.parley.messaging.channel.OutboundMessage;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.messaging.channel.Submission.RecipientThrottled;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.channel.whatsapp.content.WhatsAppContent;
import io.parley.messaging.inbound.TestTopics;
import io.parley.messaging.template.TemplateCache;
import io.parley.messaging.template.TemplateLookup;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.model.fact.TemplateFact.Localization;
import io.parley.model.fact.TemplateShape;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedGraph.class)
class WhatsAppChannelTest extends ChannelContract<WhatsAppContent> {
    private static final UUID ACCOUNT = UUID.fromString("5637b8a7-51e1-47be-ad0b-b242453dcc1b");

    @Inject
    WhatsAppChannel channel;

    @Inject
    Directory directory;

    @Inject
    TestTopics bus;

    @Inject
    TemplateCache templates;

    @Inject
    Contents contents;

    @Override
    protected Channel<WhatsAppContent> channel() {
        return channel;
    }

    @Override
    protected void providerAccepts() {
        ScriptedGraph.accepts();
    }

    @Override
    protected void providerRefuses() {
        ScriptedGraph.fails(400, 131026);
    }

    @Override
    protected void providerThrottles() {
        ScriptedGraph.fails(400, 130429);
    }

    @Override
    protected void providerDoesNotRespond() {
        ScriptedGraph.server().start();
        ScriptedGraph.server().stayQuiet();
    }

    @Override
    protected void stopProvider() {
        ScriptedGraph.server().refuseConnections();
    }

    @Override
    protected JsonNode lastReceived() {
        try {
            return json.readTree(ScriptedGraph.server().lastRequest().body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Sender sender() {
        return sender("whatsapp", "4930555100", "105500000000001", ACCOUNT, Map.of());
    }

    @Override
    protected String recipient() {
        return "4915123456789";
    }

    @Test
    void usesTheTokenOfTheAccount() throws IOException {
        directory.apply(new WhatsAppAccount(ACCOUNT, UUID.randomUUID(), "205500000000001", "Local", true, 1));
        providerAccepts();

        submit(anySample());

        var request = ScriptedGraph.server().lastRequest();
        assertEquals("/v25.0/105500000000001/messages", request.path());
        assertEquals("Bearer account-token", request.authorization());
    }

    @Test
    void addsParameterNamesForNamedPlaceholders() throws IOException {
        var shape = json.readValue("""
                {"parameterFormat":"NAMED","parts":{"header":{"format":"TEXT","parameters":["shop"]},"body":["who","when"]},
                 "cards":[{"header":{"format":"IMAGE"},"body":["what"]}]}""", TemplateShape.class);
        var fact = new Localization(
                1,
                UUID.randomUUID(),
                ACCOUNT,
                "2055",
                "named",
                "en",
                "1",
                "APPROVED",
                "APPROVED",
                "UTILITY",
                null,
                null,
                shape,
                null,
                1,
                Instant.parse("2026-01-02T03:04:05Z"));
        bus.send(List.of(fact));
        Eventually.equal(new TemplateLookup.Found(fact), () -> templates.find(ACCOUNT, "named", "en"));
        providerAccepts();

        submit(contents.restored("""
                {"contentType":"template","template":{"templateId":"named","templateLanguage":"en","components":{
                 "header":[{"type":"text","text":"Shop"}],
                 "body":[{"type":"text","text":"Mina"},{"type":"text","text":"Monday"}],
                 "carousel":[{"cardIndex":0,"components":{"header":[{"type":"image","image":{"url":"https://a.example/1"}}],
                  "body":[{"type":"text","text":"Shoes"}]}}]}}}""", channel));

        assertEquals(json.readTree("""
                [{"type":"header","parameters":[{"type":"text","text":"Shop","parameter_name":"shop"}]},
                 {"type":"body","parameters":[{"type":"text","text":"Mina","parameter_name":"who"},
                  {"type":"text","text":"Monday","parameter_name":"when"}]},
                 {"type":"carousel","cards":[{"card_index":0,"components":[
                  {"type":"header","parameters":[{"type":"image","image":{"link":"https://a.example/1"}}]},
                  {"type":"body","parameters":[{"type":"text","text":"Shoes","parameter_name":"what"}]}]}]}]"""), lastReceived().path("template").path("components"));
    }

    @Test
    void fallsBackToTheDefaultToken() throws IOException {
        providerAccepts();

        channel.submit(new OutboundMessage<>(
                        MESSAGE_ID,
                        sender("whatsapp", "1", "1", UUID.randomUUID(), Map.of()),
                        recipient(),
                        anySample(),
                        options(),
                        1,
                        0,
                        ProviderReferences.NONE,
                        null))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertEquals(
                "Bearer default-token", ScriptedGraph.server().lastRequest().authorization());
    }

    @Test
    void sendsAUserIdAsRecipient() throws IOException {
        providerAccepts();

        channel.submit(new OutboundMessage<>(
                        MESSAGE_ID, sender(), "DE.1a2B3c", anySample(), options(), 1, 0, ProviderReferences.NONE, null))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertEquals("DE.1a2B3c", lastReceived().path("recipient").asText());
        assertEquals(false, lastReceived().has("to"));
        assertEquals(Optional.empty(), channel.validateRecipient("DE.ENT.1a2B3c"));
    }

    @Test
    void returnsTheWamid() throws IOException {
        providerAccepts();

        assertEquals(Accepted.of("whatsapp", "wamid.HBgM"), submit(anySample()));
    }

    @Test
    void returnsMetasErrorText() throws IOException {
        ScriptedGraph.fails(400, 131047);

        var rejected = assertInstanceOf(Rejected.class, submit(anySample()));

        assertEquals("whatsapp::error::131047", rejected.error().code());
        assertEquals("(#131047) Title – Details", rejected.error().message());
    }

    @Test
    void recipientBackoffGrowsWithEachThrottle() throws IOException {
        ScriptedGraph.fails(400, 131056);

        assertEquals(Duration.ofSeconds(4), recipientThrottled(0).after());
        assertEquals(Duration.ofSeconds(16), recipientThrottled(1).after());
        assertEquals(Duration.ofSeconds(64), recipientThrottled(2).after());
        assertEquals(Duration.ofMinutes(5), recipientThrottled(8).after());
    }

    @Test
    void honoursRetryAfter() throws IOException {
        ScriptedGraph.server().start();
        ScriptedGraph.server().answer(429, "", "Retry-After", "17");

        assertEquals(Duration.ofSeconds(17), deferred().after());
    }

    @Test
    void defersWhileTheTokenIsInvalid() throws IOException {
        ScriptedGraph.fails(401, 190);

        assertEquals(false, deferred().throttled());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 131057, 133004})
    void retriesErrorsBeforeProcessing(int code) throws IOException {
        ScriptedGraph.fails(503, code);

        assertEquals(false, deferred().throttled());
    }

    @ParameterizedTest
    @ValueSource(ints = {131000, 131016, 131045, 999999})
    void isInDoubtAfterAServerError(int code) throws IOException {
        ScriptedGraph.fails(500, code);

        assertInstanceOf(InDoubt.class, submit(anySample()));
    }

    @Test
    void isInDoubtAfterAServerErrorWithoutJson() throws IOException {
        ScriptedGraph.server().start();
        ScriptedGraph.server().answerInHtml(502);

        assertInstanceOf(InDoubt.class, submit(anySample()));
    }

    @Test
    void isInDoubtWhenTheConnectionBreaksAfterTheRequest() throws IOException {
        ScriptedGraph.server().start();
        ScriptedGraph.server().hangUp();

        assertInstanceOf(InDoubt.class, submit(anySample()));
    }

    @Test
    void isInDoubtAfterASuccessWithoutAnId() throws IOException {
        ScriptedGraph.server().start();
        ScriptedGraph.server().answer(200, "{\"messages\":[]}");

        assertInstanceOf(InDoubt.class, submit(anySample()));
    }

    @Test
    void retriesAnErrorOfAProxy() throws IOException {
        ScriptedGraph.server().start();
        ScriptedGraph.server().answerInHtml(407);

        assertEquals(
                "conversations::error::unexpectedanswer", deferred().error().code());
    }

    private Deferred deferred() throws IOException {
        return assertInstanceOf(Deferred.class, submit(anySample()));
    }

    private RecipientThrottled recipientThrottled(int throttles) throws IOException {
        return assertInstanceOf(RecipientThrottled.class, submit(anySample(), throttles));
    }
}
