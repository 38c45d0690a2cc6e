package io.parley.messaging.channel.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.MoContent;
import io.parley.messaging.channel.ProviderError;
import io.parley.model.ProviderEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReaderTest {
    private static final Instant ARRIVAL = Instant.parse("2026-01-02T03:04:05Z");

    private final ObjectMapper json = new ObjectMapper();
    private final WebhookReader reader = new WebhookReader(json);

    @ParameterizedTest
    @CsvSource({"sent,DISPATCHED", "delivered,DELIVERED", "read,SEEN", "failed,CHANNEL_FAILED", "deleted,DELETED"})
    void translatesAStatus(String meta, MessageState state) {
        var status = status("{\"id\":\"wamid.1\",\"status\":\"%s\",\"timestamp\":\"1700000000\"}".formatted(meta));

        assertEquals("whatsapp", status.provider());
        assertEquals("wamid.1", status.providerMessageId());
        assertEquals(state, status.state());
        assertEquals(Instant.ofEpochSecond(1700000000), status.at());
        assertNull(status.messageId());
        assertNull(status.details());
    }

    @Test
    void findsOurReference() {
        var status = status("""
                {"id":"wamid.1","status":"sent","timestamp":1700000000,
                 "biz_opaque_callback_data":"0190a0b0-c0d0-7000-8000-000000000001"}""");

        assertEquals(UUID.fromString("0190a0b0-c0d0-7000-8000-000000000001"), status.messageId());
    }

    @Test
    void ignoresAReferenceThatIsNotOurs() {
        assertNull(status("{\"id\":\"w\",\"status\":\"sent\",\"biz_opaque_callback_data\":\"order 7\"}")
                .messageId());
    }

    @Test
    void tellsWhyAMessageFailed() {
        var status = status("""
                {"id":"wamid.1","status":"failed","timestamp":"1700000000",
                 "errors":[{"code":131047,"title":"Re-engagement message","message":"Re-engagement message",
                            "error_data":{"details":"More than 24 hours"}}]}""");

        assertEquals(
                new ProviderError("whatsapp::error::131047", "Re-engagement message – More than 24 hours"),
                status.error());
    }

    @Test
    void tellsConversationAndPriceInTheContractsWords() throws IOException {
        var status = status("""
                {"id":"wamid.1","status":"delivered","timestamp":"1700000000",
                 "conversation":{"id":"c1","expiration_timestamp":"1700090000","origin":{"type":"marketing"}},
                 "pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"marketing",
                            "volume_tier":{"x":1}}}""");

        assertEquals(json.readTree("""
                        {"conversation":{"conversationId":"c1","origin":"business_initiated"},
                         "pricing":{"billable":true,"pricingModel":"PMP","type":"regular","category":"marketing"}}"""), status.details());
    }

    @Test
    void leavesOutWhatTheContractHasNoWordFor() {
        var status = status("""
                {"id":"w","status":"delivered","conversation":{"origin":{"type":"new"}},
                 "pricing":{"type":"new","category":"new"}}""");

        assertNull(status.details());
    }

    @Test
    void takesTheTimeOfArrivalWhenThereIsNoOther() {
        assertEquals(
                ARRIVAL,
                status("{\"id\":\"w\",\"status\":\"sent\",\"timestamp\":\"soon\"}")
                        .at());
    }

    @ParameterizedTest
    @ValueSource(strings = {"played", "warning", "", "SENT"})
    void readsNothingIntoOtherStatuses(String status) {
        var read = read("status", "{\"status\":{\"id\":\"w\",\"status\":\"%s\"}}".formatted(status));

        assertInstanceOf(Unreadable.class, read);
    }

    @Test
    void readsAText() throws IOException {
        var received = received("""
                {"metadata":{"display_phone_number":"49 30 555100","phone_number_id":"105500000000001"},
                 "contacts":[{"profile":{"name":"Ann","username":"ann7"},"wa_id":"4915123456789",
                              "user_id":"DE.1a","parent_user_id":"DE.ENT.1a","identity_key_hash":"h1"}],
                 "message":{"from":"4915123456789","from_user_id":"DE.1a","id":"wamid.2","timestamp":"1700000000",
                            "type":"text","text":{"body":"Hello 👋"}}}""");

        assertEquals(new MoContent.Text("Hello 👋"), received.content());
        assertEquals("105500000000001", received.senderProviderId());
        assertEquals("4915123456789", received.from());
        assertEquals("wamid.2", received.publicId());
        assertEquals("wamid.2", received.providerMessageId());
        assertEquals(Instant.ofEpochSecond(1700000000), received.at());
        assertEquals(json.readTree("""
                        {"senderName":"Ann","identityKeyHash":"h1","bsuid":"DE.1a","parentBsuid":"DE.ENT.1a",
                         "username":"ann7"}"""), received.details());
    }

    @Test
    void knowsAPersonWithoutANumberByTheUserId() {
        var received = received("""
                {"metadata":{"phone_number_id":"1"},"contacts":[{"profile":{"username":"ann7"},"user_id":"DE.1a"}],
                 "message":{"from_user_id":"DE.1a","id":"wamid.2","type":"text","text":{"body":"Hi"}}}""");

        assertEquals("DE.1a", received.from());
        assertEquals("ann7", received.details().path("username").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unsupported", "edit", "something_new", "text", "location", "contacts", "button", "interactive"})
    void passesOtherKindsOnAsUnknown(String type) {
        var received = received("""
                {"metadata":{"phone_number_id":"1"},"message":{"from":"49151","id":"w","type":"%s"}}""".formatted(type));

        assertEquals(new MoContent.Unknown(), received.content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"system", "request_welcome", "revoke"})
    void doesNotTakeANoticeForAMessage(String type) {
        var read = read("message", """
                {"metadata":{"phone_number_id":"1"},"message":{"from":"49151","id":"w","type":"%s"}}""".formatted(type));

        assertInstanceOf(Unreadable.class, read);
    }

    private Status status(String status) {
        return assertInstanceOf(Status.class, read("status", "{\"status\":" + status + "}"));
    }

    private Received received(String payload) {
        return assertInstanceOf(Received.class, read("message", payload));
    }

    private ChannelEvent read(String kind, String payload) {
        try {
            return reader.read(
                    new ProviderEvent(1, "e1", "meta", kind, "105500000000001", "k", ARRIVAL, json.readTree(payload)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
