package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private static final Path HOME = Path.of("/src/parley");

    @Test
    void keepsEverythingInTheCheckoutUnlessToldOtherwise() {
        var line = parse("up");

        assertEquals(Path.of("/src/parley/.parley"), line.state());
        assertEquals(8080, line.base());
        assertEquals(EnumSet.allOf(Service.class), line.options(HOME).services());
    }

    @Test
    void readsEveryOption() {
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
                "--without",
                "flow");

        assertTrue(line.detach() && line.reset());
        assertEquals(Path.of("/tmp/p.json"), line.json());
        assertEquals(9100, line.base());
        assertEquals(Path.of("/tmp/s"), line.state());
        assertEquals(EnumSet.of(Service.FLOW), line.without());
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertEquals("There is no option --port; ./dev help lists them.", refusal("up", "--port"));
        assertEquals("--port-base wants a number from 1 to 65500, not http.", refusal("up", "--port-base", "http"));
        assertEquals("--json wants a value; ./dev help shows how.", refusal("up", "--json"));
        assertEquals(
                "There is no service billing; there are messaging, template, flow, gateway.",
                refusal("up", "--without", "billing"));
        assertEquals("There is no option kafka; ./dev help lists them.", refusal("up", "kafka"));
    }

    @Test
    void restartNamesAPart() {
        assertEquals("kafka", parse("restart", "kafka").part());
        assertEquals("There is no option postgres; ./dev help lists them.", refusal("restart", "kafka", "postgres"));
    }

    private static String refusal(String... words) {
        return assertThrows(StartupException.class, () -> parse(words)).getMessage();
    }

    private static CommandLine parse(String... words) {
        return CommandLine.parse(words, HOME);
    }
}
