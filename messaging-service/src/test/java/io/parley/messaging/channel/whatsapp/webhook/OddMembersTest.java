package io.parley.messaging.channel.whatsapp.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.Mutation;
import io.parley.model.ProviderEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives each member of each kind of message a wrong type in turn: the rest of the message is still read. */
class OddMembersTest {

    /** Members without which their object is unusable, for example a file without an id. */
    private static final Set<String> REQUIRED = Set.of(
            "image/id",
            "document/id",
            "latitude",
            "longitude",
            "product_retailer_id",
            "message_id",
            "emoji",
            "type",
            "body",
            "response",
            "payload");

    private final ObjectMapper json = new ObjectMapper();
    private final WebhookReader reader = new WebhookReader(json);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'text','text':{'body':'Words of a text'},'context':{'id':'wamid.answered','forwarded':true}",
                "'type':'text','text':{'body':'Words'},'referral':{'source_url':'https://ad.example','headline':'Lamps'},'group_id':'group-9'",
                "'type':'image','image':{'id':'4711','mime_type':'image/jpeg','sha256':'aGFzaA==','caption':'Broken part'}",
                "'type':'document','document':{'id':'4711','mime_type':'application/pdf','filename':'plan.pdf'}",
                "'type':'location','location':{'latitude':52.5,'longitude':13.4,'name':'Shop','address':'Main Street'}",
                "'type':'contacts','contacts':[{'name':{'formatted_name':'Ada L','first_name':'Ada'},'birthday':'--03-11','org':{'company':'Engines','title':'Countess'},'phones':[{'phone':'+49 30 111','type':'CELL','wa_id':'4930111'}],'emails':[{'email':'a@example.com'}],'addresses':[{'city':'London'}],'urls':[{'url':'https://ada.example'}]},{'name':{'formatted_name':'Bob B','last_name':'Bee'}}]",
                "'type':'reaction','reaction':{'message_id':'wamid.theirs','emoji':'👍'}",
                "'type':'button','button':{'payload':'rating-good','text':'Good'}",
                "'type':'interactive','interactive':{'type':'list_reply','list_reply':{'id':'row-1','title':'One','description':'first'}}",
                "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{'name':'flow','body':'Sent','response_json':'{}'}}",
                "'type':'interactive','interactive':{'type':'call_permission_reply','call_permission_reply':{'response':'accept','response_source':'user_action'}}",
                "'type':'order','order':{'catalog_id':'900','text':'Ring twice','product_items':[{'product_retailer_id':'SKU-7','quantity':'2','item_price':'4.50','currency':'EUR'},{'product_retailer_id':'SKU-8','quantity':'3','currency':'USD'}]}",
                "'type':'edit','edit':{'original_message_id':'w','message':{'type':'text','text':{'body':'Not so'}}}",
            })
    void aMessageMemberOfAWrongTypeAffectsNoOtherMember(String message) throws IOException {
        var sample = json.readTree("""
                {'metadata':{'display_phone_number':'4930555100','phone_number_id':'105500000000001'},
                 'contacts':[{'profile':{'name':'Mina','username':'mina7'},'wa_id':'4915550001111','user_id':'DE.1a'}],
                 'message':{'from':'4915550001111','from_user_id':'DE.1a','id':'wamid.odd','timestamp':'1700000000',
                 %s}}""".formatted(message).replace('\'', '"'));
        var whole = received(sample).toString();

        Mutation.of(sample)
                .filter(mutation -> !mutation.pointer().equals("/message"))
                .forEach(mutation -> {
                    var received = received(mutation.mutated());
                    if (REQUIRED.stream().noneMatch(name -> mutation.pointer().endsWith("/" + name))) {
                        for (var text : mutation.rest(sample)) {
                            assertTrue(
                                    !whole.contains(text) || received.toString().contains(text),
                                    () -> text + " is missing with " + mutation);
                        }
                    }
                });
    }

    @Test
    void aStatusMemberOfAWrongTypeAffectsNoOtherMember() throws IOException {
        var sample = json.readTree("""
                {'metadata':{'phone_number_id':'1'},'status':{'id':'wamid.1','status':'failed','timestamp':'1700000000',
                 'recipient_id':'49151','conversation':{'id':'c1','origin':{'type':'marketing'}},
                 'pricing':{'billable':true,'category':'marketing'},
                 'errors':[{'code':131047,'title':'Re-engagement','error_data':{'details':'24 hours'}}]}}""".replace('\'', '"'));

        Mutation.of(sample)
                .filter(mutation ->
                        !Set.of("/status", "/status/id", "/status/status").contains(mutation.pointer()))
                .forEach(mutation -> {
                    var status =
                            assertInstanceOf(Status.class, read("status", mutation.mutated()), mutation.toString());
                    assertEquals("wamid.1", status.providerMessageId());
                    assertTrue(
                            status.error().code().matches("whatsapp::error::(?!0$)[A-Za-z0-9]+"),
                            status.error().code());
                    assertTrue(!status.error().message().isBlank(), mutation.toString());
                });
    }

    private Received received(JsonNode payload) {
        return assertInstanceOf(Received.class, read("message", payload), payload.toString());
    }

    private Object read(String kind, JsonNode payload) {
        return reader.read(new ProviderEvent(1, "e1", "meta", kind, "105500000000001", "k", Instant.now(), payload))
                .getFirst();
    }
}
