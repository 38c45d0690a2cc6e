package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.cli.Parley;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the command line {@code parley} has printed.
 *
 * @param status the exit code
 */
record ParleyRun(int status, String out, String err) {

    /** Runs a command on the platform that runs from a state folder, as on the machine of a developer. */
    static ParleyRun on(Platform platform, String... words) {
        return with(Map.of("PARLEY_STATE", platform.state().root().toString()), words);
    }

    static ParleyRun with(Map<String, String> variables, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var status = Parley.run(
                List.of(words), variables, Path.of("none"), new PrintStream(out, true), new PrintStream(err, true));
        return new ParleyRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Returns the output of a command that succeeds. */
    String succeeded() {
        assertEquals(0, status, () -> out + err);
        return out;
    }

    JsonNode json() throws Exception {
        return new ObjectMapper().readTree(succeeded());
    }
}
