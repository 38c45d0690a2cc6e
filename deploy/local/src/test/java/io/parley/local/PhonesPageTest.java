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
    void burstLeavesThePageUsable() throws Exception {
        var result = browser.run("burst", Map.of("seconds", 5, "rate", 1_000));

        assertTrue(result.path("sent").asInt() >= 2_500, result.toString());
        assertTrue(result.path("shown").asInt() <= 300, result.toString());
        assertTrue(result.path("slowest").asDouble() < 5_000, "longest time without an answer to a click: " + result);
        assertTrue(result.path("grown").asDouble() < 5, "memory compared with the empty page: " + result);
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
