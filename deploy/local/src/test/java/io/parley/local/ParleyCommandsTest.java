package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.cli.Parley;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command line on a running platform: what one command sends, another one receives. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("slow")
class ParleyCommandsTest {
    private static final String PERSON = "4915557001234";

    private final Platform platform;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    ParleyCommandsTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void removeSettings() throws Exception {
        new ProductTeam(platform).put("/configurations/callbacks", Map.of());
    }

    @Test
    void whatIsSentAndTriggeredIsReceivedVerifiedAndForwarded() throws Exception {
        var before = configuration();
        try (var customer = new CountingCustomer()) {
            var listening = listen("--forward-to", customer.url("/hooks"));
            eventually("the callback is registered", () -> isRegistered() ? "yes" : null);

            var sent = ParleyRun.on(
                            platform, "send", "--to", PERSON, "Hello", "--context", "cli", "--wait", "seen", "--json")
                    .json();
            var id = sent.path("messageId").asText();
            ParleyRun.on(platform, "trigger", "inbound.text", "--from", PERSON).succeeded();
            ParleyRun.on(platform, "trigger", "inbound.button", "--from", PERSON)
                    .succeeded();

            awaitEvent(
                    "seen",
                    event -> event.path("messageId").asText().equals(id)
                            && event.path("event").asText().equals("MessageStatus::seen"));
            awaitEvent("text", event -> event.at("/content/text").asText().equals("Is the shop open today?"));
            awaitEvent("tap", event -> event.at("/postback/data").asText().equals("rating-good"));
            listening.interrupt();
            assertTrue(listening.join(Duration.ofSeconds(60)), "the command ends");
            assertTrue(customer.calls().stream().allMatch(call -> call.headers().containsKey("webhook-signature")));
        }
        assertEquals(before, configuration(), "the settings are restored");
    }

    private Thread listen(String... options) {
        var words = new ArrayList<>(List.of("listen", "--json"));
        words.addAll(List.of(options));
        return Thread.ofPlatform()
                .start(() -> Parley.run(
                        words,
                        Map.of("PARLEY_STATE", platform.state().root().toString()),
                        Path.of("none"),
                        new PrintStream(received, true),
                        System.err));
    }

    private void awaitEvent(String what, Predicate<JsonNode> filter) throws Exception {
        eventually(what + " is received", () -> events().stream()
                .filter(line -> filter.test(line.path("event")))
                .filter(line -> line.path("signature").asText().equals("verified"))
                .filter(line -> line.at("/forwarded/status").asInt() == 200)
                .findFirst()
                .orElse(null));
    }

    private List<JsonNode> events() {
        var text = received.toString(StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> {
                    try {
                        return new ObjectMapper().readTree(line);
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private boolean isRegistered() {
        try {
            return new ProductTeam(platform)
                    .call("GET", "/configurations/channels/whatsapp", null)
                    .body()
                    .contains("/callbacks\"");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String configuration() throws Exception {
        var team = new ProductTeam(platform);
        return team.call("GET", "/configurations", null).body()
                + team.call("GET", "/configurations/channels", null).body();
    }

    @Test
    void tailShowsWhatWasSentAndReceived() throws Exception {
        var id = ParleyRun.on(platform, "send", "--to", PERSON, "For the tail", "--context", "tail", "--json")
                .json()
                .path("messageId")
                .asText();
        ParleyRun.on(platform, "trigger", "inbound.text", "--from", PERSON, "--override", "text=Read by the tail")
                .succeeded();

        eventually("both are found", () -> {
            var lines = ParleyRun.on(platform, "tail", "--no-follow", "--since", "2m")
                    .succeeded();
            return lines.contains(id) && lines.contains("\"Read by the tail\"") ? lines : null;
        });
        var sent = ParleyRun.on(platform, "tail", "--no-follow", "--context", "tail", "--json")
                .succeeded();
        assertEquals(1, sent.lines().count(), sent);
        assertTrue(sent.contains(id) && sent.contains("\"For the tail\""), sent);
    }

    @Test
    void keysAreCreatedListedAndRevoked() throws Exception {
        var account = LocalIdentities.ACCOUNT_ID.toString();
        var created = ParleyRun.on(platform, "keys", "create", "--name", "cli", "--account", account, "--json")
                .json();
        var id = created.path("id").asText();
        assertTrue(created.path("key").asText().length() > 20, "the key is shown");

        assertTrue(list(account).matches("(?s).*" + id + " +active +cli.*"), list(account));
        ParleyRun.on(platform, "keys", "revoke", id, "--account", account).succeeded();
        assertTrue(list(account).matches("(?s).*" + id + " +revoked.*"), list(account));
    }

    private String list(String account) {
        return ParleyRun.on(platform, "keys", "list", "--account", account).succeeded();
    }
}
