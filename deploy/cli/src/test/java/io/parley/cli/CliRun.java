package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.command.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of the program has printed.
 *
 * @param status the exit code
 */
record CliRun(int status, String out, String err) {
    static final String KEY = "key-of-the-test";

    /** Runs a command that needs no platform. */
    static CliRun of(String... words) {
        return with(Map.of(), Path.of("none"), words);
    }

    /** Runs a command against a platform, whose keys are in the environment. */
    static CliRun at(String url, String... words) {
        return at(url, Map.of(), words);
    }

    static CliRun at(String url, Map<String, String> variables, String... words) {
        var all = new HashMap<>(Map.of("PARLEY_API_KEY", KEY, "PARLEY_OPERATOR_KEY", KEY));
        all.putAll(variables);
        var arguments = new String[words.length + 2];
        System.arraycopy(words, 0, arguments, 0, words.length);
        arguments[words.length] = "--url";
        arguments[words.length + 1] = url;
        return with(all, Path.of("none"), arguments);
    }

    /** @param home the checkout with the default state folder */
    static CliRun with(Map<String, String> variables, Path home, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status =
                Parley.run(List.of(words), variables, home, new PrintStream(out, true), new PrintStream(err, true));
        return new CliRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    CliRun expect(ExitCode code) {
        assertEquals(code.value(), status, () -> out + err);
        return this;
    }

    /** Returns the one JSON document of the output. */
    JsonNode json() {
        return json(out);
    }

    /** Returns the JSON line of the error output. */
    JsonNode error() {
        return json(err);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
