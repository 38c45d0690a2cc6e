package io.parley.flow.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.command.ExitCode;
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

    private ExitCode run(String... words) {
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
        assertEquals(ExitCode.OK, run("validate", write("a.json", GOOD)));

        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals("0 errors.", err.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void anErrorIsOneLineWithFileLineAndColumn() throws IOException {
        var file = write("a.json", GOOD.replace("\"MAIN\"", "\"MAIN-1\""));

        assertEquals(ExitCode.FAILED, run("validate", file));

        assertEquals(
                file + ":2:9 PATTERN_MISMATCH screens[0].id The property id must match [A-Za-z_]+.",
                out.toString(StandardCharsets.UTF_8).strip());
        assertEquals("1 error.", err.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void aFrozenVersionIsAnErrorForPublishingOnly() throws IOException {
        assertEquals(ExitCode.FAILED, run("validate", "--publish", write("a.json", GOOD)));

        assertTrue(out.toString(StandardCharsets.UTF_8).contains(":1:13 UNSUPPORTED_FLOW_JSON_VERSION version "));
    }

    @Test
    void jsonHasMetasForm() throws IOException {
        assertEquals(ExitCode.FAILED, run("validate", "--json", write("a.json", "{"), write("b.json", GOOD)));

        var files = new ObjectMapper()
                .readTree(out.toString(StandardCharsets.UTF_8))
                .path("files");
        assertEquals(
                "INVALID_FLOW_JSON", files.at("/0/validation_errors/0/error").asText());
        assertEquals(0, files.at("/1/validation_errors").size());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void jsonHasWrongArguments() throws IOException {
        assertEquals(ExitCode.USAGE, run("validate", "--json"));

        var error = new ObjectMapper().readTree(err.toString(StandardCharsets.UTF_8));
        assertEquals(
                "Name the files to check; see ./dev flow help.",
                error.path("error").asText());
        assertEquals(ExitCode.USAGE.value(), error.path("exitCode").asInt());
    }

    @Test
    void wrongArgumentsHaveAStatusOfTheirOwn() throws IOException {
        assertEquals(ExitCode.USAGE, run("validate"));
        assertEquals(
                ExitCode.USAGE, run("validate", folder.resolve("missing.json").toString()));
        assertEquals(ExitCode.USAGE, run("validate", write("a.json", GOOD), "--strict"));
        assertEquals(ExitCode.USAGE, run("check"));
        assertEquals(
                "Unknown command check; see ./dev flow help.",
                err.toString(StandardCharsets.UTF_8).strip());
        assertEquals(ExitCode.OK, run());
        assertEquals(FlowCommand.HELP, out.toString(StandardCharsets.UTF_8));
    }
}
