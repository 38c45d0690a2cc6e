package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console in a browser, from the first account to the replay of its callbacks. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class ConsolePageTest {
    private static final String NAME = "<img src=x onerror=alert(1)>";

    /** A script, an override of the direction, and 4,096 emoji. */
    private static final List<String> HOSTILE =
            List.of("<script>alert(1)</script>", "\u202Egnp.exe \u2066photo", "\uD83D\uDE00".repeat(4_096));

    private static final int ROWS = 10_000;

    /** Of a full page. */
    private static final int MIN_ROWS = 50;

    private static final int MAX_BYTES = 300_000;
    private static final int MAX_PAINT_MS = 5_000;

    private final Platform platform;
    private final ConsoleOperator operator;

    ConsolePageTest(Platform platform) {
        this.platform = platform;
        this.operator = new ConsoleOperator(platform);
    }

    @Test
    void operatorFindsWhatHappenedAndRepairsIt() throws Exception {
        var key = platform.credentials().operatorKey();
        var identity = "4930" + System.nanoTime() % 1_000_000_000L;
        try (var customer = new FailingCustomer();
                var console = ConsoleBrowser.start(platform)) {
            var account = setUp(console, key, identity);
            operator.sendCallbacksTo(account.path("account").asText(), customer.url());
            var sent = operator.send(account.path("created").asText(), identity, "4915120008901", "It's \"here\"");

            checkMessage(console, key, sent);
            customer.repair();
            var states = console.run("replay", key, Map.of("link", sent.link())).path("states");
            assertTrue(texts(states).contains("delivered"), states.toString());

            replayDeadLetters(console, key, account.path("account").asText());
            checkNow(console, key);
            checkAccount(console, account.path("created").asText(), sent);
        }
    }

    @Test
    void manyRowsAreSearchedWithTheKeyboard() throws Exception {
        var person = person();
        operator.addMessages(person, ROWS);
        try (var console = ConsoleBrowser.start(platform)) {
            var search = console.run(
                    "search", platform.credentials().operatorKey(), Map.of("person", person, "count", MIN_ROWS));
            assertTrue(search.path("rows").asInt() >= MIN_ROWS, search.toString());
            assertTrue(search.path("second").asInt() >= MIN_ROWS, search.toString());
            assertEquals("main", search.path("focused").asText(), search.toString());
            assertTrue(search.path("address").asText().endsWith("#/messages?to=" + person), search.toString());
            assertTrue(search.path("widest").asInt() <= 0, search.toString());
        }
    }

    @Test
    void hostileTextsAreShownAsTexts() throws Exception {
        var key = platform.credentials().operatorKey();
        var person = person();
        for (var text : HOSTILE) {
            new PersonWithPhone(platform.endpoints().sandbox())
                    .write("whatsapp", person, LocalIdentities.WHATSAPP_NUMBER, text);
        }
        new ProductTeam(platform).sendText("whatsapp", LocalIdentities.WHATSAPP_NUMBER, person, NAME);
        try (var console = ConsoleBrowser.start(platform)) {
            var link = console.view("conversations/whatsapp/" + LocalIdentities.WHATSAPP_NUMBER + "/" + person);
            var conversation = eventually("all texts", () -> conversation(console, key, link));
            assertTrue(conversation.path("overflow").asInt() <= 0, conversation.toString());
            assertTrue(texts(conversation.path("directions")).containsAll(List.of("inbound", "outbound")));
        }
    }

    private static String person() {
        return "4915" + (100_000_000L + System.nanoTime() % 100_000_000L);
    }

    private static JsonNode conversation(ConsoleBrowser console, String key, String link) {
        try {
            var result = console.run("conversation", key, Map.of("link", link));
            return texts(result.path("texts")).containsAll(HOSTILE) ? result : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode setUp(ConsoleBrowser console, String key, String identity) throws Exception {
        var set = console.run("setUp", key, Map.of("identity", identity, "attributes", "smsc=" + LocalIdentities.SMSC));
        assertTrue(set.path("refused").asText().contains("not valid"), set.toString());
        assertTrue(set.path("created").asText().startsWith("pk_"), set.toString());
        assertFalse(set.path("shownAgain").asBoolean(), "the key is shown once");
        assertFalse(set.path("inUrl").asBoolean(), "a key is in the URL");
        var start = set.path("start");
        assertTrue(start.path("bytes").asInt() > 10_000 && start.path("bytes").asInt() < MAX_BYTES, start.toString());
        assertTrue(
                start.path("paint").asDouble() >= 0 && start.path("paint").asDouble() < MAX_PAINT_MS, start.toString());
        return set;
    }

    private static void checkMessage(ConsoleBrowser console, String key, ConsoleOperator.Sent sent) throws Exception {
        var page = console.run("message", key, Map.of("link", sent.link()));
        var titles = texts(page.path("titles"));
        assertTrue(titles.getFirst().startsWith("API call: accepted"), titles.toString());
        assertTrue(titles.contains("Attempt 1: The provider accepted it"), titles.toString());
        assertTrue(titles.contains("Status delivered"), titles.toString());
        assertTrue(page.path("exchange").asText().contains("short_message"), page.toString());
        assertTrue(page.path("exchange").asText().contains("ESME_ROK (0x00)"), page.toString());
        assertTrue(page.path("answers").asText().contains("HTTP 500"), page.toString());
        assertTrue(page.path("curl").asText().contains("-H 'apikey: YOUR_API_KEY'"), page.toString());
        assertTrue(page.path("curl").asText().contains("It'\\''s \\\"here\\\""), page.toString());
        assertTrue(page.path("overflow").asInt() <= 0, page.toString());
    }

    private void replayDeadLetters(ConsoleBrowser console, String key, String account) throws Exception {
        operator.exhaustCallbacks(account);
        var result = console.run("deadLetters", key, Map.of("name", NAME));
        assertTrue(Integer.parseInt(result.path("before").asText()) > 0, result.toString());
        eventually("delivered", () -> operator.undelivered(account) == 0 ? account : null);
    }

    private static void checkNow(ConsoleBrowser console, String key) throws Exception {
        var now = console.run("now", key, Map.of());
        assertTrue(now.path("bytes").asInt() < MAX_BYTES, now.toString());
        var figures = texts(now.path("figures"));
        assertTrue(
                figures.stream().anyMatch(one -> one.startsWith("Instances") && one.endsWith("1")), figures.toString());
    }

    private void checkAccount(ConsoleBrowser console, String accountKey, ConsoleOperator.Sent sent) throws Exception {
        var foreign = new ProductTeam(platform)
                .sendText("sms", LocalIdentities.SMS_NUMBER, "4915120008902", "of another account");
        var result = console.run(
                "account", accountKey, Map.of("own", sent.link(), "other", console.view("messages/" + foreign)));
        assertEquals(List.of("Search"), texts(result.path("navigation")));
        assertTrue(result.path("content").asText().contains("here"), result.toString());
        assertTrue(result.path("refused").asText().contains("Nothing of yours"), result.toString());
        assertEquals(0, result.path("stored").asInt(), result.toString());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
