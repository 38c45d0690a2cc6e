package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.test.Contract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A third-party SMSC on another library, npm's smpp, exchanges messages with messaging-service. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("slow")
class SmppPeersTest {

    private static final String SENDER = "4930555299";
    private static final String CALLBACKS = "/configurations/channels/sms/phone-numbers/" + SENDER + "/callbacks";
    private static final String PERSON = "4915120000081";
    private static final int RECEIPT = 4;
    private static final int INTERNATIONAL = 1;
    private static final int UCS2 = 8;
    private static final int DELIVERED = 2;
    private static final String LONG =
            "Your order is on its way and will be with you between nine and ten, unless it rains. "
                    + "If it rains, it will be with you between ten and eleven. Total: 70 € [paid]. Your {Corner Shop}";

    private final ProductTeam team;
    private CountingCustomer customer;
    private NodeScript smsc;

    SmppPeersTest(Platform platform) {
        this.team = new ProductTeam(platform);
    }

    @BeforeEach
    void bind() throws Exception {
        team.addSender("sms", SENDER, Map.of("smsc", OnePlatform.PEER));
        customer = new CountingCustomer();
        team.put(
                CALLBACKS,
                Map.of("inboundMessageUrl", customer.url("/in"), "messageStatusUrl", customer.url("/status")));
        smsc = NodeScript.start(
                "smpp-peer.cjs",
                "smsc",
                Integer.toString(OnePlatform.PEER_PORT),
                OnePlatform.PEER_SYSTEM_ID,
                OnePlatform.PEER_PASSWORD);
        assertEquals(true, smsc.await("bind").at("/bind/known").asBoolean());
    }

    @AfterEach
    void close() throws Exception {
        team.put(CALLBACKS, Map.of());
        smsc.close();
        customer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße! Total: 70 € [paid]", "Der Käse ist da 🧀 – bis 18 Uhr", LONG})
    void textArrivesCompletelyAndItsReceiptsAreReported(String text) throws Exception {
        var message = team.sendText("sms", SENDER, PERSON, text);

        var whole = smsc.await(
                        "submit", line -> line.at("/submit/text").asText().equals(text))
                .path("submit");
        assertEquals(SENDER, whole.path("source_addr").asText());
        assertEquals(PERSON, whole.path("destination_addr").asText());
        assertEquals(1, whole.path("registered_delivery").asInt());
        assertEquals(text.equals(LONG) ? 2 : 1, smsc.output("submit").count());
        receipts();
        var reported = eventually(
                "the delivery is reported",
                () -> customer.messagesWith("MessageStatus::delivered").contains(message) ? message : null);
        assertEquals("delivered", team.status(reported).path("status").asText());
    }

    /** Sends the receipt of the first segment as text and of the second as TLVs; SMSCs use either. */
    private void receipts() throws Exception {
        var segments = smsc.output("submit").map(line -> line.path("submit")).toList();
        for (var i = 0; i < segments.size(); i++) {
            var id = segments.get(i).path("message_id").asText();
            smsc.send(i % 2 == 0 ? inText(id) : inParameters(id));
        }
        eventually("receipts are acknowledged", () -> answers("deliver_sm") == segments.size() ? segments : null);
    }

    private static Map<String, Object> inText(String id) {
        return deliver(
                RECEIPT,
                0,
                Map.of(
                        "message",
                        "id:" + id
                                + " sub:001 dlvrd:001 submit date:2601020304 done date:2601020305 stat:DELIVRD err:000 text:-"));
    }

    private static Map<String, Object> inParameters(String id) {
        return deliver(RECEIPT, 0, Map.of("receipted_message_id", id, "message_state", DELIVERED));
    }

    @Test
    void inboundTextReachesTheCustomer() throws Exception {
        smsc.send(deliver(0, 0, Map.of("message", "Habt ihr auf? Grüße")));

        assertEquals("Habt ihr auf? Grüße", inbound().at("/content/text").asText());
    }

    @Test
    void segmentsInAnyOrderReachTheCustomerAsOneText() throws Exception {
        smsc.send(deliver(0, UCS2, Map.of("udh", "0500037b0202", "message", "und bis wann? 🧀")));
        smsc.send(deliver(0, UCS2, Map.of("udh", "0500037b0201", "message", "Habt ihr heute auf ")));

        var call = inbound();
        assertEquals(
                "Habt ihr heute auf und bis wann? 🧀", call.at("/content/text").asText());
        assertEquals(2, call.at("/sms/size").asInt(), call.toString());
        assertEquals(2, answers("deliver_sm"));
    }

    @Test
    void bothSidesEnquireLinkAndAnEndedBindIsRenewed() throws Exception {
        smsc.await("enquired");
        smsc.send(Map.of("pdu", "enquire_link"));
        smsc.await("answered", line -> line.path("answered").asText().equals("enquire_link"));

        smsc.send(Map.of("pdu", "unbind"));

        smsc.await("answered", line -> line.path("answered").asText().equals("unbind"));
        eventually("bound again", () -> smsc.output("bind").count() == 2 ? smsc : null);
        team.sendText("sms", SENDER, PERSON, "Here we are again");
        smsc.await("submit", line -> line.at("/submit/text").asText().equals("Here we are again"));
    }

    private JsonNode inbound() throws InterruptedException {
        var call = eventually("inbound", () -> customer.calls().peek());
        Contract.check("MoMessage", call.body().toString());
        assertEquals(
                List.of(PERSON, SENDER),
                List.of(
                        call.body().path("from").asText(),
                        call.body().path("to").asText()));
        return call.body();
    }

    private long answers(String pdu) {
        return smsc.output("answered")
                .filter(line -> line.path("answered").asText().equals(pdu))
                .filter(line -> line.path("command_status").asInt() == 0)
                .count();
    }

    private static Map<String, Object> deliver(int esmClass, int coding, Map<String, Object> more) {
        var pdu = new HashMap<String, Object>(Map.of(
                "pdu", "deliver_sm",
                "source_addr_ton", INTERNATIONAL,
                "source_addr", PERSON,
                "dest_addr_ton", INTERNATIONAL,
                "destination_addr", SENDER,
                "esm_class", esmClass,
                "data_coding", coding));
        pdu.putAll(more);
        return pdu;
    }
}
