package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The phones of a sandbox in a real browser. Screenshots of each content are kept in {@code target/screenshots}. Needs no
 * platform; {@link PhonesEndToEndTest} has one.
 */
@Timeout(300)
@Tag("slow")
class PhonesPageTest {
    /** Messages that the page keeps of a chat. */
    private static final int KEPT_MESSAGES = 50;

    private static StandaloneSandbox sandbox;
    private static PhonesBrowser browser;

    @BeforeAll
    static void start() throws Exception {
        sandbox = StandaloneSandbox.start("phones");
        browser = PhonesBrowser.start(sandbox.url(), sandbox.smscPort());
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        sandbox.close();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void everyContentIsDrawn() throws Exception {
        var result = browser.run("contents");

        assertEquals(25, result.path("whatsapp").size(), result.toString());
        assertEquals(10, result.path("viber").size(), result.toString());
        assertEquals(6, result.path("viber-partner").size(), result.toString());
        var sms = result.path("sms");
        assertTrue(sms.path(0).path("text").asText().contains("GSM7 · 1 segment"), sms.toString());
        assertTrue(sms.path(1).path("text").asText().contains("UCS2 · 2 segments"), sms.toString());
        for (var app : result) {
            for (var message : app) {
                var name = message.path("name").asText();
                assertTrue(!message.path("text").asText().contains("not supported"), message.toString());
                assertEquals(
                        name.equals("broken") ? 1 : 0,
                        name.equals("video") ? 0 : message.path("broken").asInt(),
                        message.toString());
            }
        }
    }

    @Test
    void personTapsWritesQuotesAndSends() throws Exception {
        // Yes, Row 3, a text, an edit, a quote, a reaction, a file, a place, a revocation.
        assertEquals(9, browser.run("conversation").path("inbound").asInt());
    }

    @Test
    void phoneIsOfflineReadsBlocksAndHasAnotherClock() throws Exception {
        var result = browser.run("switches");

        assertTrue(result.path("blocked").asText().contains("Failed (131026)"), result.toString());
        assertTrue(result.path("late").asText().contains("Failed (131047)"), result.toString());
    }

    @Test
    void flowOfThreeScreensIsFilled() throws Exception {
        var flow = new ObjectMapper()
                .readTree(PreviewBrowser.FLOWS.resolve("visit.json").toFile());

        var result = browser.run("flow", Map.of("flow", flow, "waba", LocalIdentities.WABA_ID));

        var response = result.path("response");
        assertEquals("token-3", response.path("flow_token").asText(), result.toString());
        assertTrue(response.toString().contains("Mina"), result.toString());
    }

    @Test
    void hostileContentIsText() throws Exception {
        var result = browser.run("hostile");

        assertTrue(result.path("ran").isNull(), result.toString());
        assertEquals(0, result.path("injected").asInt(), result.toString());
        assertEquals(0, result.path("overflow").asInt(), result.toString());
        assertEquals(0, result.path("wide").asInt(), result.toString());
    }

    @Test
    void twoBrowsersShowTheSame() throws Exception {
        var result = browser.run("twoBrowsers");

        assertEquals(List.of("for both", "from the first", "from the second"), texts(result.path("first")));
        assertEquals(texts(result.path("first")), texts(result.path("second")));
    }

    @Test
    void burstLeavesThePageUsableAndItsMemoryBounded() throws Exception {
        var phones = 3;
        var result = browser.run("burst", Map.of("seconds", 3, "rate", 1_000));

        assertTrue(result.path("sent").asInt() >= 2_000, result.toString());
        assertTrue(result.path("slowest").asDouble() < 5_000, "longest time without an answer to a click: " + result);
        for (var counts : List.of(result.path("kept"), result.path("later"))) {
            assertEquals(phones * KEPT_MESSAGES, counts.path("messages").asInt(), result.toString());
            assertEquals(phones * KEPT_MESSAGES, counts.path("shown").asInt(), result.toString());
        }
        var nodes = result.path("kept").path("nodes").asInt();
        assertTrue(result.path("later").path("nodes").asInt() < 2 * nodes, "nodes after twice as many: " + result);
    }

    @Test
    void earlierMessagesAreLoadedWhenThePersonScrollsUp() throws Exception {
        var result = browser.run("earlier");

        assertEquals(result.path("before"), result.path("after"), "the message at the top");
        assertEquals(0, result.path("buttons").asInt(), "nothing earlier is left");
    }

    @Test
    void typingOfTheBusinessIsShownUntilItsMessage() throws Exception {
        browser.run("typing");
    }

    @Test
    void streamSurvivesARestartOfTheSandbox() throws Exception {
        browser.report("beforeRestart", Map.of("keep", "restart"));

        sandbox.restart();

        var result = browser.report("afterRestart", Map.of("keep", "restart")).path("result");
        assertEquals(List.of("after the restart"), texts(result.path("texts")));
    }

    @Test
    void panelsReviewTemplatesRateNumbersAndSetFaults() throws Exception {
        var result = browser.run("panels", Map.of("waba", LocalIdentities.WABA_ID));

        assertTrue(result.path("drawn").asInt() > 90, "every fault of the OpenAPI document: " + result);
    }

    @Test
    void keyboardIsEnough() throws Exception {
        var result = browser.run("keyboard");

        assertEquals(
                "#phone=whatsapp:49170180@4930555100", result.path("address").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "narrow", "narrow-dark"})
    void pageIsAccessible(String name) throws Exception {
        var result = browser.run("accessible", Map.of("name", name));

        assertEquals(List.of(), texts(result.path("findings")));
        assertEquals(0, result.path("overflow").asInt(), result.toString());
    }

    @Test
    void pageIsPaintedSoonAndIsSmall() throws Exception {
        var result = browser.run("paint");

        assertTrue(result.path("first").asDouble() > 0, result.toString());
        assertTrue(result.path("bytes").asInt() < 300 * 1024, result.toString());
    }
}
