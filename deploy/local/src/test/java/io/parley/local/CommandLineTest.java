package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.command.InvalidArguments;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private static final Path HOME = Path.of("/src/parley");

    @Test
    void defaultsKeepEverythingInTheCheckout() {
        var line = parse("up");

        assertEquals(Path.of("/src/parley/.parley"), line.state());
        assertEquals(8080, line.base());
        assertEquals(EnumSet.allOf(Service.class), line.options(HOME).services());
    }

    @Test
    void everyOptionIsRead() {
        var line = parse(
                "up",
                "--detach",
                "--json",
                "/tmp/p.json",
                "--port-base",
                "9100",
                "--state",
                "/tmp/s",
                "--reset",
                "--demo",
                "--without",
                "flow");

        assertTrue(line.detach() && line.reset() && line.demo());
        assertEquals(Path.of("/tmp/p.json"), line.json());
        assertEquals(9100, line.base());
        assertEquals(Path.of("/tmp/s"), line.state());
        assertEquals(EnumSet.of(Service.FLOW), line.without());
    }

    @Test
    void invalidArgumentsAreReported() {
        assertEquals("Unknown option --port; see ./dev help.", errorMessage("up", "--port"));
        assertEquals(
                "--port-base must be a number from 1 to 65500, not http.", errorMessage("up", "--port-base", "http"));
        assertEquals("--json requires a value; see ./dev help.", errorMessage("up", "--json"));
        assertEquals(
                "Unknown service billing; services are messaging, template, flow, gateway.",
                errorMessage("up", "--without", "billing"));
        assertEquals("Unknown option kafka; see ./dev help.", errorMessage("up", "kafka"));
    }

    @Test
    void restartTakesOneComponent() {
        assertEquals("kafka", parse("restart", "kafka").component());
        assertEquals("Unknown option postgres; see ./dev help.", errorMessage("restart", "kafka", "postgres"));
    }

    private static String errorMessage(String... words) {
        return assertThrows(InvalidArguments.class, () -> parse(words)).getMessage();
    }

    private static CommandLine parse(String... words) {
        return CommandLine.parse(words, HOME);
    }
}
