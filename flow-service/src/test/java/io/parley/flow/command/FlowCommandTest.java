package io.parley.flow.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev flow validate}: no platform, no key. */
class FlowCommandTest {
    private static final String GOOD = """
        {"version": "5.0", "screens": [
         {"id": "MAIN", "title": "Main", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
          {"type": "Footer", "label": "Send", "on-click-action": {"name": "complete", "payload": {}}}]}}]}\
        """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        out.reset();
        err.reset();
        return new FlowCommand(stream(out), stream(err)).run(List.of(words));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aFileWithoutErrorsSucceeds() throws IOException {
        assertEquals(FlowCommand.OK, run("validate", write("a.json", GOOD)));

        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals("0 errors.", err.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void anErrorIsOneLineWithFileLineAndColumn() throws IOException {
        var file = write("a.json", GOOD.replace("\"MAIN\"", "\"MAIN-1\""));

        assertEquals(FlowCommand.ERRORS, run("validate", file));

        assertEquals(
                file + ":2:9 PATTERN_MISMATCH screens[0].id The property id must match [A-Za-z_]+.",
                out.toString(StandardCharsets.UTF_8).strip());
        assertEquals("1 error.", err.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void aFrozenVersionIsAnErrorForPublishingOnly() throws IOException {
        assertEquals(FlowCommand.ERRORS, run("validate", "--publish", write("a.json", GOOD)));

        assertTrue(out.toString(StandardCharsets.UTF_8).contains(":1:13 UNSUPPORTED_FLOW_JSON_VERSION version "));
    }

    @Test
    void jsonHasMetasForm() throws IOException {
        assertEquals(FlowCommand.ERRORS, run("validate", "--json", write("a.json", "{"), write("b.json", GOOD)));

        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        var first = new ObjectMapper().readTree(lines.get(0));
        assertEquals("INVALID_FLOW_JSON", first.at("/validation_errors/0/error").asText());
        assertEquals(
                0,
                new ObjectMapper()
                        .readTree(lines.get(1))
                        .get("validation_errors")
                        .size());
    }

    @Test
    void wrongArgumentsHaveAStatusOfTheirOwn() throws IOException {
        assertEquals(FlowCommand.USAGE, run("validate"));
        assertEquals(
                FlowCommand.USAGE,
                run("validate", folder.resolve("missing.json").toString()));
        assertEquals(FlowCommand.USAGE, run("validate", write("a.json", GOOD), "--strict"));
        assertEquals(FlowCommand.USAGE, run("check"));
        assertEquals(
                "Unknown command check; see ./dev flow help.",
                err.toString(StandardCharsets.UTF_8).strip());
        assertEquals(FlowCommand.OK, run());
        assertEquals(FlowCommand.HELP, out.toString(StandardCharsets.UTF_8));
    }
}
