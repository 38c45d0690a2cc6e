package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bot built on a client library that nobody here wrote, botbuilder-adapter-tyntec-whatsapp, talks with a person. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
class ClientLibraryTest {

    private static final String PERSON = "4915120000077";
    private static final Path HOME = Path.of(System.getProperty("parley.home"), "deploy/local");

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<JsonNode> said = new ConcurrentLinkedQueue<>();

    @Test
    void aBotTakesOurInboundTextAndItsAnswerIsAccepted(Platform platform) throws Exception {
        var team = new ProductTeam(platform);
        var bot = startBot(platform);
        try {
            var port = await("a port", line -> line.has("port")).path("port").asInt();
            team.put(
                    "/configurations/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER + "/callbacks",
                    Map.of("inboundMessageUrl", "http://127.0.0.1:" + port + "/"));

            team.letPersonWrite("whatsapp", PERSON, LocalIdentities.WHATSAPP_NUMBER, "Are you open?");

            var activity = await("an activity", line -> line.has("activity")).path("activity");
            assertEquals("message", activity.path("type").asText());
            assertEquals("Are you open?", activity.path("text").asText());
            assertEquals(PERSON, activity.path("from").path("id").asText());
            var answer = await("an answer", line -> line.has("sent"));
            assertEquals(202, answer.path("status").asInt(), answer.toString());
            eventually("the echo is at Meta", () -> echoed(platform) ? answer : null);
            assertTrue(said.stream().noneMatch(line -> line.has("failure")), said.toString());
        } finally {
            bot.destroy();
            bot.waitFor();
            team.put(
                    "/configurations/channels/whatsapp/phone-numbers/" + LocalIdentities.WHATSAPP_NUMBER + "/callbacks",
                    Map.of());
        }
    }

    private Process startBot(Platform platform) throws Exception {
        var folder = install();
        var bot = new ProcessBuilder(
                        "node",
                        "echo-bot.cjs",
                        platform.endpoints().front(),
                        platform.credentials().apiKey())
                .directory(folder.toFile())
                .redirectError(folder.resolve("echo-bot.log").toFile())
                .start();
        Thread.ofVirtual().start(() -> read(bot.inputReader()));
        return bot;
    }

    /** Exactly what the lock file names, once for each change of it. */
    private static Path install() throws Exception {
        var folder = Files.createDirectories(HOME.resolve("target/npm"));
        for (var file : List.of("package.json", "package-lock.json", "echo-bot.cjs")) {
            Files.copy(
                    HOME.resolve("src/test/npm").resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        var log = folder.resolve("install.log");
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(npm.waitFor(4, TimeUnit.MINUTES) && npm.exitValue() == 0, "npm ci failed; see " + log);
        return folder;
    }

    private void read(BufferedReader lines) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    said.add(json.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode await(String what, Predicate<JsonNode> wanted) throws InterruptedException {
        return eventually(what, () -> said.stream().filter(wanted).findFirst().orElse(null));
    }

    private static boolean echoed(Platform platform) {
        try {
            return new Ledger(platform.endpoints().sandbox())
                    .accepted("whatsapp").stream()
                            .anyMatch(entry -> entry.path("text").asText().equals("Echo: Are you open?"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
