package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A third-party ESME, npm's smpp, works with the sandbox's SMSC, so tests against the sandbox are meaningful. */
@Timeout(120)
@Tag("slow")
class SandboxPeerTest {

    private static final String SENDER = "4930555200";
    private static final String PERSON = "4915120000082";
    private static final String LONG = "Part one of a text that is too long for one short message. ".repeat(4);

    private static StandaloneSandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = StandaloneSandbox.start("sandbox-peer");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void esmeSubmitsAndGetsReceipts() throws Exception {
        try (var esme = bind(LocalIdentities.SMPP_PASSWORD)) {
            assertEquals(0, esme.await("bound").path("bound").asInt());

            esme.send(submit(Map.of("data_coding", 0, "message", "Grüße! Total: 70 € [paid]")));
            esme.send(submit(Map.of("data_coding", 8, "message", "Der Käse ist da 🧀")));
            esme.send(submit(Map.of("data_coding", 0, "udh", "0500032a0202", "message", LONG.substring(150))));
            esme.send(submit(Map.of("data_coding", 0, "udh", "0500032a0201", "message", LONG.substring(0, 150))));

            eventually("all are accepted and have receipts", () -> receipts(esme) == 4 ? esme : null);
            var ids = esme.output("answered")
                    .map(line -> line.path("message_id").asText())
                    .sorted()
                    .toList();
            assertEquals(
                    ids,
                    esme.output("deliver")
                            .map(line -> line.at("/deliver/text").asText().replaceFirst("^id:(\\S+) .*$", "$1"))
                            .sorted()
                            .toList());
            assertEquals(
                    List.of("Grüße! Total: 70 € [paid]", "Der Käse ist da 🧀", LONG),
                    new SandboxLedger(sandbox.url())
                            .accepted("sms").stream()
                                    .map(entry -> entry.path("text").asText())
                                    .toList());
        }
    }

    @Test
    void esmeReceivesInboundMessages() throws Exception {
        try (var esme = bind(LocalIdentities.SMPP_PASSWORD)) {
            esme.await("bound");

            new PersonWithPhone(sandbox.url()).write("sms", PERSON, SENDER, LONG + "🧀");

            var whole = esme.await(
                    "deliver", line -> line.at("/deliver/text").asText().equals(LONG + "🧀"));
            assertEquals(PERSON, whole.at("/deliver/source_addr").asText());
            assertEquals(SENDER, whole.at("/deliver/destination_addr").asText());
            esme.send(Map.of("pdu", "unbind"));
            esme.await("answered", line -> line.path("answered").asText().equals("unbind"));
        }
    }

    @Test
    void esmeWithAWrongPasswordIsNotBound() throws Exception {
        try (var esme = bind("wrong")) {
            assertNotEquals(0, esme.await("bound").path("bound").asInt());
        }
    }

    private static NodeScript bind(String password) throws Exception {
        return NodeScript.start(
                "smpp-peer.cjs",
                "esme",
                Integer.toString(sandbox.smscPort()),
                LocalIdentities.SMPP_SYSTEM_ID,
                password);
    }

    private static long receipts(NodeScript esme) {
        return esme.output("deliver").filter(SandboxPeerTest::isReceipt).count();
    }

    private static boolean isReceipt(JsonNode line) {
        return line.at("/deliver/esm_class").asInt() == 4
                && line.at("/deliver/text").asText().contains("stat:DELIVRD");
    }

    private static Map<String, Object> submit(Map<String, Object> more) {
        var pdu = new HashMap<String, Object>(Map.of(
                "pdu",
                "submit_sm",
                "source_addr",
                SENDER,
                "dest_addr_ton",
                1,
                "destination_addr",
                PERSON,
                "registered_delivery",
                1));
        pdu.putAll(more);
        return pdu;
    }
}
