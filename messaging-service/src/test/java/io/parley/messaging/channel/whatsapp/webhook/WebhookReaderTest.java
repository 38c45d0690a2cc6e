package io.parley.messaging.channel.whatsapp.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.Person;
import io.parley.messaging.model.ProviderError;
import io.parley.model.ProviderEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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

    /** Message and contact, then the expected person and name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "'from':'49151' | {'profile':{'name':'Ann'},'wa_id':'49151'} | 49151 | Ann",
                "'from':'49151' | {'profile':{'name':'Bob'},'wa_id':'49152','user_id':'DE.2'} | 49151 | -",
                "'from':'49151' | {'profile':{'name':'Ann'}} | 49151 | Ann",
                "'from_user_id':'DE.1' | {'profile':{'name':'Ann'},'wa_id':'49151','user_id':'DE.1'} | 49151 | Ann",
                "'from_user_id':'DE.1' | {'profile':{'name':'Ann'},'wa_id':'49151'} | 49151 | Ann",
                "'from_user_id':'DE.1' | {'profile':{'name':'Bob'},'wa_id':'49152','user_id':'DE.2'} | DE.1 | -",
                "'x':1 | {'profile':{'name':'Ann'},'wa_id':'49151'} | 49151 | Ann",
                "'from':49151 | {'profile':{'name':'Ann'},'wa_id':49151} | 49151 | Ann",
            })
    void readsThePersonFromMessageAndContact(String message, String contact, String from, String name) {
        var received = received("""
                {'metadata':{'phone_number_id':'1'},'contacts':[%s],
                 'message':{%s,'id':'w','type':'text','text':{'body':'Hi'}}}""".formatted(contact, message).replace('\'', '"'));

        assertEquals(from, received.from());
        assertEquals(
                name,
                received.details() == null || !received.details().has("senderName")
                        ? null
                        : received.details().path("senderName").asText());
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
        assertEquals(new Person("4915123456789", "DE.1a", "DE.ENT.1a", "ann7", "h1"), received.person());
        assertEquals(Instant.ofEpochSecond(1700000000), received.at());
        assertEquals(json.readTree("""
                        {"senderName":"Ann","identityKeyHash":"h1","bsuid":"DE.1a","parentBsuid":"DE.ENT.1a",
                         "username":"ann7"}"""), received.details());
    }

    @Test
    void usesTheUserIdOfAPersonWithoutANumber() {
        var received = received("""
                {"metadata":{"phone_number_id":"1"},"contacts":[{"profile":{"username":"ann7"},"user_id":"DE.1a"}],
                 "message":{"from_user_id":"DE.1a","id":"wamid.2","type":"text","text":{"body":"Hi"}}}""");

        assertEquals("DE.1a", received.from());
        assertEquals("ann7", received.details().path("username").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unsupported", "edit", "something_new", "text", "location", "contacts", "button", "interactive"})
    void otherKindsAreUnknown(String type) {
        var received = received("""
                {"metadata":{"phone_number_id":"1"},"message":{"from":"49151","id":"w","type":"%s"}}""".formatted(type));

        assertEquals(new MoContent.Unknown(), received.content());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text     | {\"type\":\"text\",\"text\":{\"body\":\"new\"}}",
                "caption  | {\"type\":\"image\",\"image\":{\"id\":\"1\",\"caption\":\"new\"}}",
            })
    void readsTheNewTextOfAnEditedMessage(String what, String message) {
        var received = received("""
                {"metadata":{"phone_number_id":"1"},"message":{"from":"49151","id":"w","type":"edit",
                 "edit":{"original_message_id":"o","message":%s}}}""".formatted(message));

        assertEquals("new", received.details().path("text").asText(), what);
    }

    @Test
    void aRevokeMessageIsARevocation() {
        var read = read("message", """
                {"metadata":{"phone_number_id":"1"},"message":{"from":"49151","id":"w","timestamp":"1700000000",
                 "type":"revoke","revoke":{"original_message_id":"wamid.2"}}}""");

        assertEquals(new Revoked("whatsapp", "wamid.2", "1", Instant.ofEpochSecond(1700000000)), read);
    }

    /** Message, then the new number, user id, parent user id and key hash, then the previous id. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "'from':'49151','from_user_id':'DE.1','type':'system','system':{'type':'user_changed_number','wa_id':'49152','body':'x'} | 49152 | - | - | - | 49151",
                "'from':'49151','type':'system','system':{'type':'customer_changed_number','new_wa_id':'49152'} | 49152 | - | - | - | 49151",
                "'from':'49151','from_user_id':'DE.1','type':'system','system':{'type':'user_changed_user_id','user_id':'DE.2','parent_user_id':'DE.ENT.2'} | - | DE.2 | DE.ENT.2 | - | DE.1",
                "'type':'system','system':{'type':'user_changed_user_id','wa_id':'49151','previous_user_id':'DE.1','user_id':'DE.2'} | 49151 | DE.2 | - | - | DE.1",
                "'from':'49151','type':'system','system':{'type':'user_changed_user_id','user_id':'DE.2'} | - | DE.2 | - | - | 49151",
                "'from':'49151','from_user_id':'DE.1','type':'system','system':{'type':'customer_identity_changed','identity':'h2'} | 49151 | DE.1 | - | h2 | -",
                "'from_user_id':'DE.1','type':'system','system':{'type':'user_identity_changed'},'identity':{'hash':'h2'} | - | DE.1 | - | h2 | -",
                "'from':'49151','from_user_id':'DE.1','type':'request_welcome' | 49151 | DE.1 | - | - | -",
            })
    void readsChangesOfAPerson(String message, String phone, String userId, String parent, String hash, String before) {
        var read = read("message", """
                {"metadata":{"phone_number_id":"1"},"message":{"id":"w","timestamp":"1700000000",%s}}""".formatted(message.replace('\'', '"')));

        assertEquals(
                new Introduced(
                        "1", new Person(phone, userId, parent, null, hash), before, Instant.ofEpochSecond(1700000000)),
                read);
    }

    @Test
    void readsEveryChangedUserId() {
        var read = readAll("user_id_update", """
                {"entry":"205","time":1700000000,"value":{"metadata":{"phone_number_id":"1"},"user_id_update":[
                 {"wa_id":"49151","user_id":{"previous":"DE.1","current":"DE.2"},
                  "parent_user_id":{"previous":"DE.ENT.1","current":"DE.ENT.2"},"timestamp":"1700000000"},
                 {"user_id":{"previous":"DE.3","current":"DE.4"}}]}}""");

        assertEquals(
                List.of(
                        new Introduced(
                                "1",
                                new Person("49151", "DE.2", "DE.ENT.2", null, null),
                                "DE.1",
                                Instant.ofEpochSecond(1700000000)),
                        new Introduced("1", new Person(null, "DE.4", null, null, null), "DE.3", ARRIVAL)),
                read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"from\":\"49151\",\"type\":\"system\"",
                "\"from\":\"49151\",\"type\":\"system\",\"system\":{\"type\":\"user_joined_a_band\"}",
                "\"from\":\"49151\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\"}",
                "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"49152\"}",
                "\"from\":\"49151\",\"type\":\"revoke\"",
                "\"type\":\"request_welcome\""
            })
    void anIncompleteNotificationIsUnreadable(String message) {
        assertInstanceOf(Unreadable.class, read("message", """
                {"metadata":{"phone_number_id":"1"},"message":{"id":"w",%s}}""".formatted(message)));
        assertInstanceOf(Unreadable.class, read("message", "{\"message\":{\"id\":\"w\"," + message + "}}"));
        assertInstanceOf(Unreadable.class, read("user_id_update", "{\"value\":{\"user_id_update\":[{}]}}"));
    }

    private Status status(String status) {
        return assertInstanceOf(Status.class, read("status", "{\"status\":" + status + "}"));
    }

    private Received received(String payload) {
        return assertInstanceOf(Received.class, read("message", payload));
    }

    private ChannelEvent read(String kind, String payload) {
        var read = readAll(kind, payload);
        assertEquals(1, read.size());
        return read.getFirst();
    }

    private List<ChannelEvent> readAll(String kind, String payload) {
        try {
            return reader.read(
                    new ProviderEvent(1, "e1", "meta", kind, "105500000000001", "k", ARRIVAL, json.readTree(payload)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
