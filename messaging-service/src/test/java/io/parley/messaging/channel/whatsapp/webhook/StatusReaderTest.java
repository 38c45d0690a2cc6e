package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.messaging.channel.whatsapp.webhook.WebhookItems.ARRIVAL;
import static io.parley.messaging.channel.whatsapp.webhook.WebhookItems.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusReaderTest {
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"sent,DISPATCHED", "delivered,DELIVERED", "read,SEEN", "failed,CHANNEL_FAILED"})
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
    void readsOurMessageIdFromAStatus() {
        var status = status("""
                {"id":"wamid.1","status":"sent","timestamp":1700000000,
                 "biz_opaque_callback_data":"0190a0b0-c0d0-7000-8000-000000000001"}""");

        assertEquals(UUID.fromString("0190a0b0-c0d0-7000-8000-000000000001"), status.messageId());
    }

    @Test
    void ignoresAForeignReference() {
        assertNull(status("{\"id\":\"w\",\"status\":\"sent\",\"biz_opaque_callback_data\":\"order 7\"}")
                .messageId());
    }

    @Test
    void readsTheErrorOfAFailedMessage() {
        var status = status("""
                {"id":"wamid.1","status":"failed","timestamp":"1700000000",
                 "errors":[{"code":131047,"title":"Re-engagement message","message":"Re-engagement message",
                            "error_data":{"details":"More than 24 hours"}}]}""");

        assertEquals(
                new ProviderError("whatsapp::error::131047", "Re-engagement message – More than 24 hours"),
                status.error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'x':1 | failed | WhatsApp could not deliver the message and gave no reason.",
                "'errors':null | failed | WhatsApp could not deliver the message and gave no reason.",
                "'errors':[] | failed | WhatsApp could not deliver the message and gave no reason.",
                "'errors':[{}] | failed | WhatsApp could not deliver the message and gave no reason.",
                "'errors':[{'code':0}] | failed | WhatsApp could not deliver the message and gave no reason.",
                "'errors':[{'title':'Media'}] | failed | Media",
                "'errors':[{'code':131026}] | 131026 | WhatsApp error 131026",
                "'errors':{'code':'131026','title':'Undeliverable'} | 131026 | Undeliverable",
            })
    void aFailureAlwaysHasACodeAndAText(String errors, String code, String text) {
        var status = status("{'id':'w','status':'failed',%s}".formatted(errors).replace('\'', '"'));

        assertEquals(new ProviderError("whatsapp::error::" + code, text), status.error());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'recipient_type':'group','recipient_id':'g1'",
                "'recipient_participant_id':'49151'",
                "'group_id':'g1'"
            })
    void aReadStatusOfOneGroupMemberIsDelivered(String group) {
        var status = status("{'id':'w','status':'read',%s}".formatted(group).replace('\'', '"'));

        assertEquals(MessageState.DELIVERED, status.state());
    }

    /** The contract reports revocations of received messages only. */
    @Test
    void aDeletedStatusIsARevocation() {
        var read = read("status", """
                {"metadata":{"phone_number_id":"1"},"status":{"id":"wamid.2","status":"deleted","timestamp":"1700000000"}}""");

        assertEquals(new Revoked("whatsapp", "wamid.2", "1", Instant.ofEpochSecond(1700000000)), read);
    }

    @Test
    void mapsConversationAndPricingToTheContract() throws IOException {
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
    void omitsValuesThatTheContractDoesNotHave() {
        var status = status("""
                {"id":"w","status":"delivered","conversation":{"origin":{"type":"new"}},
                 "pricing":{"type":"new","category":"new"}}""");

        assertNull(status.details());
    }

    @Test
    void usesTheArrivalTimeIfTheTimestampIsInvalid() {
        assertEquals(
                ARRIVAL,
                status("{\"id\":\"w\",\"status\":\"sent\",\"timestamp\":\"soon\"}")
                        .at());
    }

    @ParameterizedTest
    @ValueSource(strings = {"played", "warning", "", "SENT"})
    void otherStatusesAreUnreadable(String status) {
        var read = read("status", "{\"status\":{\"id\":\"w\",\"status\":\"%s\"}}".formatted(status));

        assertInstanceOf(Unreadable.class, read);
    }

    private Status status(String status) {
        return assertInstanceOf(Status.class, read("status", "{\"status\":" + status + "}"));
    }
}
