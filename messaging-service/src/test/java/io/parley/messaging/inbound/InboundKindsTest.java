package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callbacks for every kind of message from Meta. Single quotes in samples stand for double quotes. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
class InboundKindsTest {
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'text','text':{'body':'Hi'} | {'contentType':'text','text':'Hi'}",
                "'type':'location','location':{'latitude':52.5,'longitude':13.4,'name':'N','address':'A','url':'https://example.com'} | {'contentType':'location','location':{'longitude':13.4,'latitude':52.5,'name':'N','address':'A','url':'https://example.com'}}",
                "'type':'contacts','contacts':[{'name':{'formatted_name':'Mina M','first_name':'Mina'},'birthday':'1990-02-28','phones':[{'phone':'+49','wa_id':'49','type':'CELL'}],'vcard':'BEGIN'}] | {'contentType':'contacts','contacts':[{'birthday':'1990-02-28','name':{'firstName':'Mina','formattedName':'Mina M'},'phones':[{'phone':'+49','type':'CELL','waId':'49'}]}]}",
                "'type':'contacts','contacts':[{'name':{'formatted_name':'Mina','first_name':'Mina'},'birthday':'soon'}] | {'contentType':'contacts','contacts':[{'birthday':'soon','name':{'formattedName':'Mina','firstName':'Mina'}}]}",
                "'type':'reaction','reaction':{'message_id':'wamid.theirs','emoji':'👍'} | {'contentType':'reaction','reaction':{'messageId':'wamid.theirs','emoji':'👍'}}",
                "'type':'reaction','reaction':{'message_id':'wamid.theirs'} | {'contentType':'reaction','reaction':{'messageId':'wamid.theirs','emoji':''}}",
                "'type':'image','errors':[{'code':131052}] | {'contentType':'media_placeholder'}",
                "'type':'unsupported','errors':[{'code':131051}] | {'contentType':'unknown'}",
                "'type':'unsupported','unsupported':{'type':'poll'},'errors':[{'code':131051}] | {'contentType':'unknown'}",
                "'type':'unknown','errors':[{'code':130501}] | {'contentType':'unknown'}",
                "'type':'contacts','contacts':[{'name':{'first_name':'Ada','formatted_name':'Ada L'},'birthday':'--03-11','phones':[{'phone':'+49 30 111','type':'CELL','wa_id':'4930111'}],'emails':[{'email':'a@example.com'}]}] | {'contentType':'contacts','contacts':[{'birthday':'--03-11','name':{'firstName':'Ada','formattedName':'Ada L'},'phones':[{'phone':'+49 30 111','type':'CELL','waId':'4930111'}],'emails':[{'email':'a@example.com'}]}]}",
                "'type':'contacts','contacts':[{'name':{'formatted_name':'Ada'},'birthday':1990,'org':'Engines','phones':['+49 30 111'],'ims':[{'service':'irc','user_id':'ada'}]}] | {'contentType':'contacts','contacts':[{'birthday':'1990','name':{'formattedName':'Ada','firstName':'Ada'},'org':{'company':'Engines'},'phones':[{'phone':'+49 30 111'}],'ims':[{'service':'irc','userId':'ada'}]}]}",
                "'type':'contacts','contacts':[{'name':{'formatted_name':'Ada','first_name':'Ada'},'birthday':'1990-02-30','emails':[{'email':'a@example.com'}]}] | {'contentType':'contacts','contacts':[{'birthday':'1990-02-30','name':{'formattedName':'Ada','firstName':'Ada'},'emails':[{'email':'a@example.com'}]}]}",
                "'type':'text','text':{'body':'Hi'},'referral':{'source_id':'1','source_type':'ad','headline':'Sale','ctwa_clid':'c'} | {'contentType':'text','text':'Hi'}",
                "'type':'edit','edit':{'original_message_id':'w','message':{'type':'text','text':{'body':'new'}}} | {'contentType':'unknown'}",
            })
    void aMessageIsDelivered(String message, String content) throws IOException {
        var body = callback(message);

        assertEquals("MoMessage", body.path("event").asText());
        assertEquals(json.readTree(quoted(content)), body.path("content"));
    }

    @ParameterizedTest
    @CsvSource({"image, image", "video, video", "document, document", "audio, audio", "voice, voice", "sticker, sticker"
    })
    void aFileIsDeliveredAsMedia(String kind, String type) throws IOException {
        var meta = kind.equals("voice") ? "audio" : kind;
        var body = callback("""
                'type':'%1$s','%1$s':{'id':'media-%2$s','mime_type':'image/jpeg','caption':'Look','voice':%3$b}""".formatted(meta, number.run, kind.equals("voice")));

        var media = body.path("content").path("media");
        assertEquals("media", body.path("content").path("contentType").asText());
        assertEquals(type, media.path("type").asText());
        assertEquals("Look", media.path("caption").asText());
        var id = UUID.fromString(media.path("mediaId").asText());
        assertTrue(media.path("url").asText().endsWith("/conversations/v3/media/" + id), media.toString());
        assertEquals(1L, number.count("media where inbound and id = '" + id + "'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'button','button':{'payload':'rating-good','text':'Good'} | rating-good | {'text':'Good'}",
                "'type':'interactive','interactive':{'type':'button_reply','button_reply':{'id':'y','title':'Yes'}} | y | {'title':'Yes'}",
                "'type':'interactive','interactive':{'type':'list_reply','list_reply':{'id':'1','title':'One','description':'first'}} | 1 | {'title':'One','description':'first'}",
                "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{'name':'flow','body':'Sent','response_json':'{}'}} | {} | {'title':'flow','text':'Sent'}",
            })
    void aTapIsDeliveredAsPostback(String message, String data, String captions) throws IOException {
        var body = callback(message);

        assertEquals("MoMessage::Postback", body.path("event").asText());
        assertEquals(json.createObjectNode().put("data", data), body.path("postback"));
        for (var caption : json.readTree(quoted(captions)).properties()) {
            assertEquals(caption.getValue(), body.path("whatsapp").path(caption.getKey()));
        }
    }

    @Test
    void aCallPermissionIsDeliveredAsPostback() throws IOException {
        var body = callback("""
                'type':'interactive','interactive':{'type':'call_permission_reply','call_permission_reply':{
                'response':'accept','is_permanent':false,'response_source':'user_action'}}""");

        assertEquals("MoMessage::Postback", body.path("event").asText());
        assertEquals("accept", body.path("postback").path("data").asText());
        assertEquals(
                "call_permission_reply", body.path("whatsapp").path("title").asText());
        assertEquals(
                json.readTree(quoted("{'response':'accept','isPermanent':false,'responseSource':'user_action'}")),
                body.path("whatsapp").path("callPermission"));
    }

    @Test
    void theReferralIsDelivered() throws IOException {
        var body = callback("""
                'type':'text','text':{'body':'Hi'},'referral':{'source_id':'1','source_type':'ad','ctwa_clid':'c',
                'welcome_message':{'text':'Hello'}}""");

        assertEquals(
                json.readTree(
                        quoted("{'sourceId':'1','sourceType':'ad','ctwaClid':'c','welcomeMessage':{'text':'Hello'}}")),
                body.path("whatsapp").path("referral"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"'Y2FwaV9ncm91cA==',Y2FwaV9ncm91cA==", "77,77", "{'id':'g'},{\"id\":\"g\"}"})
    void aGroupMessageHasTheGroupId(String given, String groupId) throws IOException {
        var body = callback("'type':'text','text':{'body':'Hi all'},'group_id':" + given);

        assertEquals(groupId, body.path("whatsapp").path("groupId").asText());
    }

    /** Numbers as providers write them, then in the contract's form. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "2, 4.50, 2, 4.50",
                "'2', '4.50', 2, 4.50",
                "2, 1.999E3, 2, 1999",
                "1E1, 1e7, 10, 10000000",
                "2, 1.5E-3, 2, 0.0015",
                "2, 12345678901234567.89, 2, 12345678901234567.89"
            })
    void numbersInOrdersArePlainDecimals(String quantity, String price, String plainQuantity, String plainPrice)
            throws IOException {
        var body = callback("""
                'type':'order','order':{'catalog_id':'900','product_items':[
                {'product_retailer_id':'SKU-7','quantity':%s,'item_price':%s,'currency':'EUR'}]}""".formatted(quantity, price));

        var item = body.path("order").path("items").path(0);
        assertEquals(plainQuantity, item.path("quantity").textValue());
        assertEquals(plainPrice, item.path("itemPrice").textValue());
    }

    @Test
    void anOrderIsDelivered() throws IOException {
        var body = callback("""
                'type':'order','order':{'catalog_id':'900','text':'Ring twice','product_items':[
                {'product_retailer_id':'SKU-7','quantity':2,'item_price':4.5,'currency':'EUR'}]}""");

        assertEquals("MoMessage::Order", body.path("event").asText());
        assertEquals(json.readTree(quoted("""
                        {'catalogId':'900','text':'Ring twice','items':[
                        {'productId':'SKU-7','quantity':'2','itemPrice':'4.5','currency':'EUR'}]}""")), body.path("order"));
    }

    @Test
    void aReplyReferencesASentMessageByOurId() throws IOException {
        var messageId = Ids.next();
        table.run("""
                insert into message (id, account_id, sender_id, channel, identity, recipient, content, accepted_at)
                values ('%1$s', '%2$s', '%3$s', 'whatsapp', '1', '2', '{}', now());
                insert into provider_ref (provider_id, provider, message_id) values ('wamid.ours-%4$s', 'whatsapp', '%1$s')""".formatted(messageId, number.sender.accountId(), number.sender.id(), number.run));

        var body = callback("""
                'type':'text','text':{'body':'Yes'},'context':{'id':'wamid.ours-%s','forwarded':true,
                'referred_product':{'catalog_id':'900','product_retailer_id':'SKU-7'}}""".formatted(number.run));

        assertEquals(json.readTree(quoted("""
                        {'messageId':'%s','isForwarded':true,'product':{'catalogId':'900','productId':'SKU-7'}}""".formatted(messageId))), body.path("context"));
    }

    @Test
    void anEditIsDeliveredAsUnknown() throws IOException {
        var body = callback("""
                'type':'edit','edit':{'original_message_id':'w','message':{'type':'text','text':{'body':'Not so'}}}""");

        assertEquals("unknown", body.path("content").path("contentType").asText());
        assertEquals("Not so", body.path("whatsapp").path("text").asText());
    }

    private JsonNode callback(String message) throws IOException {
        var wamid = "wamid." + number.run;
        bus.publish(List.of(bus.event(
                "meta", "message", wamid, quoted("""
                {'metadata':{'phone_number_id':'%s'},'contacts':[{'profile':{'name':'Mina'},'wa_id':'4915550001111'}],
                 'message':{'from':'4915550001111','id':'%s','timestamp':'1772442900',%s}}""".formatted(number.sender.providerId(), wamid, message)))));
        Eventually.equal(1, () -> number.customer.calls("/in").size());
        var body = json.readTree(number.customer.calls("/in").getFirst().text());
        Contract.check(schema(body), body.toString());
        assertEquals("Mina", body.path("whatsapp").path("senderName").asText());
        return body;
    }

    private static String schema(JsonNode body) {
        return body.path("event").asText().replace("::", "");
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
