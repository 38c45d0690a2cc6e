package io.parley.template.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev template lint}: no platform, no key. */
class LintCommandTest {
    private static final String GOOD = """
            name: visit
            category: UTILITY
            localizations:
              - language: en
                components:
                  - { type: BODY, text: 'Your visit is on Monday.' }
            """;

    @TempDir
    Path folder;

    private final CommandRun command = new CommandRun(Map.of());

    @Test
    void filesWithoutErrorsSucceed() throws IOException {
        var yaml = write("a.yaml", GOOD);
        var json = write("b.json", """
                {"name":"visit","category":"UTILITY","localizations":[
                 {"language":"en","components":[{"type":"BODY","text":"Your visit is on Monday."}]}]}""");

        var output = command.run("lint", yaml, json);

        assertEquals(ExitCode.OK, output.status());
        assertEquals("", output.out());
        assertEquals("0 errors, 0 warnings.", output.err().strip());
    }

    @Test
    void aFindingIsOneLineWithFileAndPath() throws IOException {
        var file = write("a.yaml", GOOD.replace("on Monday.", "on {{1}}"));

        var output = command.run("lint", file);

        assertEquals(ExitCode.FAILED, output.status());
        assertEquals(
                file + ":localizations[0].components[0].text ERROR placeholder-edge must not begin or end with a"
                        + " placeholder; add words before or after it",
                output.lines().getFirst());
        assertTrue(
                output.lines()
                        .contains(file
                                + ":localizations[0].components[0].example.texts WARNING sample-missing is missing;"
                                + " Meta approves placeholders only with samples"),
                output.out());
    }

    @Test
    void warningsAloneSucceed() throws IOException {
        var output = command.run("lint", write("a.yaml", GOOD.replace("on Monday.", "on Monday, with 20% off.")));

        assertEquals(ExitCode.OK, output.status());
        assertTrue(output.out().contains(" WARNING utility-promotional-words "), output.out());
    }

    @Test
    void unreadableFilesAreErrorsWithAPosition() throws IOException {
        var open = write("a.yaml", "name: [visit\n");
        var twice = write("b.yaml", GOOD + "name: other\n");
        var two = write("c.yaml", GOOD + "---\n" + GOOD);
        var json = write("d.json", "{\"name\":");

        var output = command.run("lint", open, twice, two, json);

        assertEquals(ExitCode.FAILED, output.status());
        assertEquals(4, output.lines().size(), output.out());
        assertTrue(
                output.lines().get(0).matches(Pattern.quote(open) + ": is not valid YAML at line .* expected .*"),
                output.out());
        assertTrue(output.lines().get(1).contains("Duplicate"), output.out());
        assertTrue(output.lines().get(3).startsWith(json + ": is not valid JSON at line 1"), output.out());
    }

    @Test
    void anEmptyFileIsNotATemplate() throws IOException {
        var output = command.run("lint", write("a.yaml", ""));

        assertEquals(ExitCode.FAILED, output.status());
        assertTrue(output.out().contains("must be an object"), output.out());
    }

    @Test
    void wrongArgumentsHaveAStatusOfTheirOwn() throws IOException {
        assertEquals(ExitCode.USAGE, command.run("lint").status());
        assertEquals(
                ExitCode.USAGE,
                command.run("lint", folder.resolve("missing.yaml").toString()).status());
        assertEquals(
                ExitCode.USAGE,
                command.run("lint", write("a.yaml", GOOD), "--strict").status());
    }

    @Test
    void jsonHasTheFindingsOfEachFile() throws IOException {
        var file = write("a.yaml", GOOD.replace("on Monday.", "on {{1}}"));
        var broken = write("b.yaml", "name: [visit\n");

        var output = command.run("lint", "--json", file, broken);

        assertEquals(ExitCode.FAILED, output.status());
        assertEquals("", output.err());
        var json = new ObjectMapper().readTree(output.out());
        assertEquals(file, json.at("/files/0/file").asText());
        assertEquals("placeholder-edge", json.at("/files/0/findings/0/rule").asText());
        assertEquals("ERROR", json.at("/files/0/findings/0/severity").asText());
        assertTrue(json.at("/files/1/error").asText().contains("is not valid YAML"), output.out());
        assertEquals(2, json.path("errors").asInt());
        var usage = new ObjectMapper().readTree(command.run("lint", "--json").err());
        assertEquals(ExitCode.USAGE.value(), usage.path("exitCode").asInt());
    }

    @Test
    void unknownCommandsNameTheHelp() {
        var output = command.run("lnt");

        assertEquals(ExitCode.USAGE, output.status());
        assertEquals(
                "Unknown command lnt; see ./dev template help.", output.err().strip());
        assertEquals(TemplateCommand.HELP, command.run("help").out());
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
