package io.parley.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/**
 * What a command prints: lines for persons, or JSON for programs. With {@code --json} a command that ends by itself prints
 * one document, and one that follows events prints one line for each.
 */
final class OutputOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Control characters, and characters that change the direction of text: they could forge lines of a terminal. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029]");

    private static final int GREEN = 32;
    private static final int YELLOW = 33;
    private static final int RED = 31;
    private static final int DIM = 2;

    private static final Map<String, Integer> COLOURS = Map.ofEntries(
            Map.entry("ok", GREEN),
            Map.entry("delivered", GREEN),
            Map.entry("seen", GREEN),
            Map.entry("verified", GREEN),
            Map.entry("warning", YELLOW),
            Map.entry("unsigned", YELLOW),
            Map.entry("unverified", YELLOW),
            Map.entry("failed", RED),
            Map.entry("channelFailed", RED),
            Map.entry("invalid", RED));

    @Option(names = "--json", description = "Print JSON instead of lines for persons.")
    private boolean json;

    private final ProcessEnvironment environment;

    OutputOptions(ProcessEnvironment environment) {
        this.environment = environment;
    }

    boolean isJson() {
        return json;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Prints a line for persons; with {@code --json} nothing. */
    synchronized void line(String format, Object... values) {
        if (!json) {
            environment.out().println(format.formatted(values));
            environment.out().flush();
        }
    }

    /** Prints a line about the progress of the command for persons, on the error output. */
    synchronized void note(String format, Object... values) {
        environment.err().println(format.formatted(values));
    }

    /** Prints the result of a command that ends by itself; without {@code --json} nothing. */
    void document(JsonNode document) {
        if (json) {
            environment.out().println(pretty(document));
        }
    }

    /** Prints an event on one line; without {@code --json} nothing. */
    synchronized void event(JsonNode event) {
        if (json) {
            environment.out().println(event);
            environment.out().flush();
        }
    }

    /** Returns a word in the colour of its meaning, where the terminal has colours. */
    String coloured(String word) {
        var colour = COLOURS.get(word);
        return colour == null || !environment.isTerminal() ? word : "\u001b[" + colour + "m" + word + "\u001b[0m";
    }

    /** Returns a secondary text in a weaker colour. */
    String dim(String text) {
        return environment.isTerminal() ? "\u001b[" + DIM + "m" + text + "\u001b[0m" : text;
    }

    /** Returns a foreign text so that it is shown on one line and as text only, cut to a length. */
    static String printable(String text, int max) {
        var safe = UNPRINTABLE.matcher(text).replaceAll("·");
        var length = safe.codePointCount(0, safe.length());
        return length <= max ? safe : safe.substring(0, safe.offsetByCodePoints(0, max - 1)) + "…";
    }

    private static String pretty(JsonNode document) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
