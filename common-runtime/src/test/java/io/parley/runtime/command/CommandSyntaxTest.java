package io.parley.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandSyntaxTest {
    private static final CommandSyntax SYNTAX =
            new CommandSyntax("./dev help", Set.of("--reset"), Set.of("--state", "--port", "--url", "--without"), 1);

    @Test
    void optionsAndOperandsAreReadInAnyOrder() {
        var arguments = parse("--port", "9100", "folder", "--reset", "--state", "/tmp/../s");

        assertTrue(arguments.has("--reset"));
        assertFalse(arguments.has("--without"));
        assertEquals(Optional.of(9100), arguments.number("--port", 1, 65_535));
        assertEquals(Optional.of(Path.of("/s")), arguments.path("--state"));
        assertEquals(List.of("folder"), arguments.operands());
    }

    @Test
    void aRepeatedOptionHasAllValuesAndTheLastOne() {
        var arguments = parse("--without", "flow", "--without", "template");

        assertEquals(List.of("flow", "template"), arguments.values("--without"));
        assertEquals(Optional.of("template"), arguments.value("--without"));
        assertEquals(List.of(), arguments.values("--state"));
    }

    @Test
    void aValueMayBeginWithADash() {
        assertEquals(Optional.of("-x"), parse("--state", "-x").value("--state"));
    }

    @Test
    void urlsAreOrigins() {
        assertEquals(
                Optional.of(URI.create("https://api.example.com")),
                parse("--url", "https://api.example.com").origin("--url"));
        assertEquals(
                "--url must be the scheme, host and port of the API, such as https://api.example.com.",
                message(() -> parse("--url", "api.example.com").origin("--url")));
    }

    @Test
    void invalidWordsAreReported() {
        assertEquals("Unknown option --prot; see ./dev help.", message(() -> parse("--prot", "1")));
        assertEquals("Unknown option b; see ./dev help.", message(() -> parse("a", "b")));
        assertEquals("--state requires a value; see ./dev help.", message(() -> parse("--state")));
        assertEquals("--port must be a number from 1 to 9, not ten.", message(() -> parse("--port", "ten")
                .number("--port", 1, 9)));
        assertEquals("--port must be a number from 1 to 9, not 10.", message(() -> parse("--port", "10")
                .number("--port", 1, 9)));
    }

    private static CommandArguments parse(String... words) {
        return SYNTAX.parse(List.of(words));
    }

    private static String message(Runnable action) {
        return assertThrows(InvalidArguments.class, action::run).getMessage();
    }
}
