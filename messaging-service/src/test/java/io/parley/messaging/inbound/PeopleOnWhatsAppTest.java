package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who a WhatsApp message is from. Each message is published between others of the same webhook, which must arrive.
 * Single quotes in samples stand for double quotes.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class PeopleOnWhatsAppTest {
    @Inject
    @RegisterExtension
    CallbackNumber number;

    @Inject
    TestTopics bus;

    @Inject
    CallbackTable table;

    @Inject
    ObjectMapper json;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'message':{@}",
                "'message':{'from':null,@}",
                "'message':{'from':'',@}",
                "'message':{'from':'  ',@}",
                "'message':{'from':'\\u0000',@}",
                "'message':{'from':{},@}",
                "'message':{'from':{'wa_id':'4915550001111'},@}",
                "'message':{'from':[],@}",
                "'message':{'from':['4915550001111'],@}",
                "'message':{'from':true,@}",
                "'message':{'from':null,'from_user_id':null,@}",
                "'message':{'from':'','from_user_id':{'id':'DE.1'},@}",
                "'contacts':null,'message':{@}",
                "'contacts':[],'message':{@}",
                "'contacts':{},'message':{@}",
                "'contacts':'4915550001111','message':{@}",
                "'contacts':[null],'message':{@}",
                "'contacts':[{}],'message':{@}",
                "'contacts':[{'profile':{'name':'Mina'}}],'message':{@}",
                "'contacts':[{'profile':{'name':'Mina'},'wa_id':null}],'message':{'from':null,@}",
                "'contacts':[{'wa_id':'4915550001111'},{'wa_id':'4915550002222'}],'message':{@}",
                "'contacts':[{'wa_id':'4915550001111'}],'message':{'from':'  ',@}",
                "'message':{'group_id':'Y2FwaV9ncm91cA==',@}",
                "'contacts':[],'message':{'from':null,'group_id':'Y2FwaV9ncm91cA==',@}",
            })
    void aMessageWithoutAPersonIsParked(String payload) throws IOException {
        assertParked(payload.replace(
                "@", "'id':'wamid.%s-no-sender','type':'text','text':{'body':'Who am I'}".formatted(number.run)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'request_welcome'",
                "'type':'system','system':{'type':'user_changed_number','wa_id':'4915550003333'}",
                "'type':'system','system':{'type':'user_identity_changed','identity':'h2'}",
                "'type':'image','image':{'id':'4711','mime_type':'image/jpeg'}",
                "'type':'reaction','reaction':{'message_id':'wamid.theirs','emoji':'👍'}",
                "'type':'order','order':{'catalog_id':'900','product_items':[]}",
                "'type':'unsupported','errors':[{'code':131051}]",
            })
    void anythingElseWithoutAPersonIsParked(String message) throws IOException {
        assertParked("'message':{'id':'wamid.%s-no-sender',%s}".formatted(number.run, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'message':{'from':4915550001111,@} | 4915550001111",
                "'message':{'from':null,'from_user_id':'DE.1',@} | DE.1",
                "'message':{'from':{},'from_user_id':'DE.1',@} | DE.1",
                "'contacts':[{'wa_id':'4915550001111'}],'message':{@} | 4915550001111",
                "'contacts':[{'wa_id':'4915550001111'}],'message':{'group_id':'g',@} | 4915550001111",
                "'contacts':[{'wa_id':'4915550002222'}],'message':{'from':'4915550001111',@} | 4915550001111",
                "'contacts':[{'wa_id':'4915550001111'},{'user_id':'DE.1','wa_id':'4915550002222'}],'message':{'from_user_id':'DE.1',@} | 4915550002222",
            })
    void thePersonIsReadFromTheMessageThenFromItsOwnContact(String payload, String from) throws IOException {
        publish(payload.replace(
                "@", "'id':'wamid.%s-somebody','type':'text','text':{'body':'I am'}".formatted(number.run)));

        Eventually.equal(3, () -> number.customer.calls("/in").size());
        assertEquals(
                from, callback("wamid." + number.run + "-somebody").path("from").asText());
        assertEquals(0L, number.parked());
    }

    private void assertParked(String payload) throws IOException {
        var sent = publish(payload);

        Eventually.equal(1L, number::parked);
        Eventually.equal(2, () -> number.customer.calls("/in").size());
        Eventually.equal(2, () -> number.customer.calls("/status").size());
        Eventually.equal(0L, number::pendingCallbacks);
        assertEquals(2L, number.stored());
        assertEquals(
                "Before",
                callback("wamid." + number.run + "-before").at("/content/text").asText());
        assertEquals(
                "After",
                callback("wamid." + number.run + "-after").at("/content/text").asText());
        assertEquals(json.readTree(quoted(sent)), json.readTree(parkedPayload()).path("payload"));
    }

    /** Publishes the items of one webhook; returns the payload of the one in question. */
    private String publish(String payload) throws IOException {
        var whole = "{'metadata':{'phone_number_id':'%s'},%s}".formatted(number.sender.providerId(), payload);
        number.sent("ours");
        bus.publish(List.of(
                number.message("before", "Before"),
                bus.event("meta", "message", number.run, quoted(whole)),
                bus.metaStatus("wamid." + number.run + "-ours", "delivered"),
                number.message("after", "After")));
        return whole;
    }

    private JsonNode callback(String messageId) throws IOException {
        for (var call : number.customer.calls("/in")) {
            var body = json.readTree(call.text());
            if (body.path("messageId").asText().equals(messageId)) {
                Contract.check("MoMessage", call.text());
                return body;
            }
        }
        throw new AssertionError("no callback for " + messageId);
    }

    private String parkedPayload() {
        return table.all("select payload from parked_event where id = 'test-%s'".formatted(number.run))
                .getFirst()
                .getString(0);
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
