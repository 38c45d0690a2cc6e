package io.parley.messaging.channel.whatsapp.webhook;

import static io.parley.messaging.channel.whatsapp.webhook.WebhookItems.ARRIVAL;
import static io.parley.messaging.channel.whatsapp.webhook.WebhookItems.read;
import static io.parley.messaging.channel.whatsapp.webhook.WebhookItems.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent.Introduced;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Revoked;
import io.parley.messaging.channel.ChannelEvent.Unreadable;
import io.parley.messaging.model.MoContent;
import io.parley.messaging.model.Person;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundReaderTest {
    private final ObjectMapper json = new ObjectMapper();

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

    private Received received(String payload) {
        return assertInstanceOf(Received.class, read("message", payload));
    }
}
