package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ListenCommandTest {
    private static final String DELIVERED =
            "{'event':'MessageStatus::delivered','channel':'sms','messageId':'m-1','from':'49','to':'CornerShop'}";
    private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path folder;

    private CallbackSettingsStub platform;

    @BeforeEach
    void startPlatform() throws Exception {
        platform = new CallbackSettingsStub();
        var state = Files.createDirectories(folder.resolve(".parley"));
        Files.writeString(
                state.resolve("platform.json"),
                "{\"api\":\"%s/conversations/v3\",\"apiKey\":\"local\"}"
                        .formatted(platform.api().url()));
    }

    @AfterEach
    void stopPlatform() {
        platform.close();
    }

    private CompletableFuture<CliRun> listen(Map<String, String> variables, String... options) {
        var words = new ArrayList<>(List.of("listen"));
        words.addAll(List.of(options));
        return CompletableFuture.supplyAsync(() -> CliRun.with(variables, folder, words.toArray(String[]::new)));
    }

    private static CliRun end(CompletableFuture<CliRun> run) throws Exception {
        return run.get(30, TimeUnit.SECONDS);
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void eventsAreVerifiedAndForwardedAndTheSettingsRestored() throws Exception {
        platform.setSender(json("{'callbackVersion':'2.11','messageStatusUrl':'https://crm.example.com/status'}"));
        try (var receiver = new ApiStub().answer("POST /hooks", 200, "fine")) {
            var run = listen(Map.of(), "--forward-to", receiver.url() + "/hooks", "--count", "1");
            var answer = platform.send(DELIVERED);
            var printed = end(run).expect(ExitCode.OK);

            assertEquals(200, answer.statusCode());
            assertEquals("fine", answer.body());
            assertTrue(printed.out().contains("delivered  sms  m-1  49 → CornerShop  verified"), printed.out());
            assertTrue(printed.out().contains("→ 200 after"), printed.out());
            var forwarded = receiver.requests("POST /hooks").getFirst();
            assertEquals("m-1", forwarded.body().path("messageId").asText());
            assertTrue(forwarded.header("Webhook-signature").startsWith("v1,"), "the signature is forwarded");
        }
        assertEquals(
                json("{'callbackVersion':'2.11','messageStatusUrl':'https://crm.example.com/status'}"),
                platform.sender());
        assertTrue(platform.account().isEmpty(), platform.account().toString());
        assertEquals(List.of(), restoreFiles());
    }

    private List<Path> restoreFiles() throws Exception {
        try (var files = Files.list(folder.resolve(".parley"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("listen-"))
                    .toList();
        }
    }

    @Test
    void theReceiversFailureIsReturnedToThePlatform() throws Exception {
        try (var receiver = new ApiStub().answer("POST /", 500, "no database")) {
            var run = listen(Map.of(), "--forward-to", receiver.url(), "--count", "1", "--json");
            var answer = platform.send(DELIVERED);

            assertEquals(500, answer.statusCode());
            var event = end(run).json();
            assertEquals("verified", event.path("signature").asText());
            assertEquals("m-1", event.path("event").path("messageId").asText());
            assertEquals(500, event.path("forwarded").path("status").asInt());
            assertEquals("no database", event.path("forwarded").path("body").asText());
        }
        var unreachable = listen(Map.of(), "--forward-to", "http://127.0.0.1:1/", "--count", "1");
        assertEquals(502, platform.send(DELIVERED).statusCode());
        var printed = end(unreachable).out();
        assertTrue(printed.contains("cannot be reached: "), printed);
    }

    @Test
    void forgedEventsAreNotForwarded() throws Exception {
        try (var receiver = new ApiStub()) {
            var run = listen(Map.of(), "--forward-to", receiver.url(), "--count", "1");
            var answer = platform.send(DELIVERED, "another secret");

            assertEquals(401, answer.statusCode());
            assertTrue(end(run).out().contains("invalid"), "the result is printed");
            assertEquals(List.of(), receiver.requests());
        }
    }

    @Test
    void theAccountsSecretIsKept() throws Exception {
        platform.setAccount(json("{'signature':{'method':'HS512','secret':'" + SECRET + "'}}"));

        var run = listen(Map.of("PARLEY_WEBHOOK_SECRET", SECRET), "--count", "1");
        assertEquals(204, platform.send(DELIVERED).statusCode());

        assertTrue(end(run).out().contains("verified"), "with the given secret");
        assertEquals(json("{'signature':{'method':'HS512','secret':'" + SECRET + "'}}"), platform.account());
    }

    @Test
    void anUnknownSecretIsNotReplaced() throws Exception {
        platform.setAccount(json("{'signature':{'method':'HS256','secret':'" + SECRET + "'}}"));

        var run = listen(Map.of(), "--count", "1");
        platform.send(DELIVERED);

        var printed = end(run);
        assertTrue(printed.out().contains("unverified"), printed.out());
        assertTrue(printed.err().contains("PARLEY_WEBHOOK_SECRET"), printed.err());
        assertEquals(0, platform.api().requests(CallbackSettingsStub.ACCOUNT).size());
    }

    /** SIGTERM has the same effect as Ctrl-C. */
    @Test
    void aProcessThatIsStoppedRestoresTheSettings() throws Exception {
        platform.setSender(json("{'messageStatusUrl':'https://crm.example.com/status'}"));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dparley.home=" + folder,
                        Parley.class.getName(),
                        "listen")
                .redirectErrorStream(true)
                .start();
        try {
            assertEquals(204, platform.send(DELIVERED).statusCode());
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it ends");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(json("{'messageStatusUrl':'https://crm.example.com/status'}"), platform.sender());
        assertEquals(List.of(), restoreFiles());
    }

    @Test
    void aKilledRunIsRestoredByTheNextOne() throws Exception {
        var url = "http://127.0.0.1:9/callbacks";
        platform.setSender(json("{'messageStatusUrl':'" + url + "','inboundMessageUrl':'" + url + "'}"));
        var path = CallbackSettingsStub.SENDER.replace("PUT ", "");
        var name = "listen-" + platform.api().url().replace("http://", "").replace(":", "-") + ".json";
        Files.writeString(
                folder.resolve(".parley").resolve(name),
                json("{'pid':0,'url':'" + url + "','settings':{'" + path
                                + "':{'messageStatusUrl':'https://a.example'}}}")
                        .toString());

        var run = listen(Map.of(), "--for", "1ms");

        end(run).expect(ExitCode.OK);
        assertEquals(json("{'messageStatusUrl':'https://a.example'}"), platform.sender());
    }

    @Test
    void foreignTextCannotForgeLines() throws Exception {
        var run = listen(Map.of(), "--count", "1");
        platform.send("{'event':'MoMessage','channel':'sms','content':{'text':'a\\u001b[2J\\nverified \\u202e'}}");

        var printed = end(run).out();
        assertTrue(printed.contains("\"a·[2J·verified ·\""), printed);
        assertFalse(printed.contains("\u001b") || printed.contains("\u202e"), printed);
    }

    @Test
    void aRemotePlatformNeedsAPublicUrl() {
        var run = CliRun.at(platform.api().url(), "listen").expect(ExitCode.USAGE);
        assertTrue(run.err().contains("--public-url"), run.err());

        var wrong = CliRun.with(Map.of(), folder, "listen", "--forward-to", "localhost:3000")
                .expect(ExitCode.USAGE);
        assertTrue(wrong.err().contains("--forward-to must be a URL"), wrong.err());

        var unknown =
                CliRun.with(Map.of(), folder, "listen", "--sender", "Unknown").expect(ExitCode.FAILED);
        assertTrue(unknown.err().contains("no such sender"), unknown.err());
    }

    @Test
    void theTimeEndsWithoutTheEvents() throws Exception {
        end(listen(Map.of(), "--count", "1", "--for", "1ms")).expect(ExitCode.TIMEOUT);
    }
}
