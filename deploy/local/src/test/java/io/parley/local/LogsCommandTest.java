package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.logging.Masked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {
    private static final String WAMID = "wamid.HBgNNDkxNTExMjM0NTY3OBUCABEYEjg5QzBGNEY1RTA2QzM4QkI4NQA=";

    @TempDir
    Path state;

    @BeforeEach
    void writeLogs() throws IOException {
        write("messaging-service", """
                2026-11-29 10:00:00,100 INFO  [a] started
                2026-11-29 10:00:02,000 ERROR [a] failed messageId=m1
                \tat io.parley.A.b(A.java:1)
                2026-11-29 10:00:04,000 INFO  [a] dispatched messageId=m2 providerMessageId=%s
                """.formatted(Masked.providerId(WAMID)));
        write("webhook-gateway", """
                2026-11-29 10:00:01,000 INFO  [g] listening
                2026-11-29 10:00:03,000 INFO  [g] taken
                """);
    }

    @Test
    void logsAreMergedInOrderOfTimeWithStackTraces() {
        assertEquals(
                List.of(
                        "messaging-service 2026-11-29 10:00:00,100 INFO  [a] started",
                        "webhook-gateway   2026-11-29 10:00:01,000 INFO  [g] listening",
                        "messaging-service 2026-11-29 10:00:02,000 ERROR [a] failed messageId=m1",
                        "messaging-service \tat io.parley.A.b(A.java:1)",
                        "webhook-gateway   2026-11-29 10:00:03,000 INFO  [g] taken",
                        "messaging-service 2026-11-29 10:00:04,000 INFO  [a] dispatched messageId=m2 providerMessageId="
                                + Masked.providerId(WAMID)),
                logs());
    }

    @Test
    void largeLogIsReadInChunks() throws IOException {
        var line = "2026-11-29 10:00:00,500 INFO  [f] " + "x".repeat(1000) + " %05d\n";
        for (var i = 0; i < 5_000; i++) {
            write("flow-service", line.formatted(i));
        }

        var lines = logs("flow", "--lines", "4500");

        assertEquals(4500, lines.size());
        for (var i = 0; i < 4500; i++) {
            assertEquals(line.formatted(i + 500).strip(), lines.get(i));
        }
    }

    @Test
    void messageOptionFiltersByOurIdOrTheProviders() {
        assertEquals(2, logs("--message", "m1").size());
        assertEquals(logs("--message", "m2"), logs("--message", WAMID));
        assertEquals(1, logs("--message", WAMID).size());
        assertEquals(List.of(), logs("--message", "m3"));
    }

    @Test
    void singleLogIsShownWithoutItsName() {
        assertEquals(
                List.of("2026-11-29 10:00:01,000 INFO  [g] listening", "2026-11-29 10:00:03,000 INFO  [g] taken"),
                logs("gateway"));
        assertEquals(List.of("2026-11-29 10:00:03,000 INFO  [g] taken"), logs("webhook-gateway", "--lines", "1"));
    }

    @Test
    void componentsAreColouredAndErrorsAreRed() {
        var lines = logs("--colour");

        assertEquals("\u001b[36mmessaging-service \u001b[0m2026-11-29 10:00:00,100 INFO  [a] started", lines.get(0));
        assertTrue(lines.get(1).startsWith("\u001b[34mwebhook-gateway"), lines.get(1));
        assertTrue(lines.get(2).contains("\u001b[31m2026-11-29 10:00:02,000 ERROR"), lines.get(2));
    }

    @Test
    @Timeout(60)
    void newLinesAreFollowed() throws Exception {
        var out = new ByteArrayOutputStream();
        var following =
                new Thread(() -> command("--lines", "0").run(new PrintStream(out, true, StandardCharsets.UTF_8)));
        following.start();
        try {
            Thread.sleep(300);
            write(
                    "flow-service",
                    "2026-11-29 10:00:05,000 INFO  [f] hello\n2026-11-29 10:00:06,000 INFO  [f] half a li");
            while (!out.toString(StandardCharsets.UTF_8).contains("hello")) {
                Thread.sleep(20);
            }
            write("flow-service", "ne\n");
            while (!out.toString(StandardCharsets.UTF_8).contains("[f] half a line")) {
                Thread.sleep(20);
            }
        } finally {
            following.interrupt();
            following.join();
        }
    }

    @Test
    void unknownLogIsReported() {
        assertEquals(
                "No log of billing in " + state + "; logs are: messaging-service, webhook-gateway.",
                assertThrows(StartupException.class, () -> logs("billing")).getMessage());
        assertEquals(
                "No logs in " + state.resolve("x") + ": no platform has run there.",
                assertThrows(
                                StartupException.class,
                                () -> logs("--state", state.resolve("x").toString()))
                        .getMessage());
    }

    private List<String> logs(String... words) {
        var out = new ByteArrayOutputStream();
        var all = new ArrayList<>(List.of(words));
        all.add("--no-follow");
        command(all.toArray(String[]::new)).run(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private LogsCommand command(String... words) {
        var all = new ArrayList<>(List.of("logs", "--state", state.toString()));
        all.addAll(List.of(words));
        return LogsCommand.parse(all.toArray(String[]::new), state);
    }

    private void write(String part, String text) throws IOException {
        var logs = Files.createDirectories(state.resolve("logs"));
        Files.writeString(logs.resolve(part + ".log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
