package io.parley.local;

import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.logging.Masked;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code ./dev logs}: prints the logs of all or some components in order of time, and follows them.
 *
 * @param state the state folder
 * @param components components; empty for all
 * @param message our id or the provider's, which an event must contain; null for all
 * @param lines maximum number of past events, unless a message is given
 * @param follow whether to continue until Ctrl-C
 * @param colour whether each component has its colour
 */
record LogsCommand(Path state, List<String> components, String message, int lines, boolean follow, boolean colour) {

    private static final int LINES = 200;
    private static final int MAX_LINES = 999_999_999;

    /** Number of excess events that are collected before they are trimmed. */
    private static final int MARGIN = 1_000;

    private static final int POLL_MS = 200;
    private static final int NAME_WIDTH = 17;
    private static final String LOG = ".log";

    /** Cyan, green, yellow, blue, magenta, and the bright ones: readable on dark and light backgrounds. */
    private static final int[] COLOURS = {36, 32, 33, 34, 35, 96, 92, 95, 94};

    private static final int RED = 31;

    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "./dev help",
            Set.of("--no-follow", "--colour", "--color"),
            Set.of("--state", "--message", "--lines"),
            Integer.MAX_VALUE);

    static LogsCommand parse(String[] words, Path home) {
        var arguments = SYNTAX.parse(Arrays.stream(words).skip(1).toList());
        return new LogsCommand(
                arguments.path("--state").orElse(home.resolve(".parley")),
                arguments.operands().stream().map(LogsCommand::component).toList(),
                arguments.value("--message").orElse(null),
                arguments.number("--lines", 0, MAX_LINES).orElse(LINES),
                !arguments.has("--no-follow"),
                arguments.has("--colour") || arguments.has("--color"));
    }

    /** Returns the name of the log of a component, whose short name is that of its route. */
    private static String component(String name) {
        return Arrays.stream(Service.values())
                .filter(service -> service.route().equals(name))
                .map(Service::module)
                .findFirst()
                .orElse(name);
    }

    int run(PrintStream out) {
        var known = new TreeMap<String, LogFile>();
        discover(known);
        requireComponents(known);
        newEvents(known, message == null ? lines : Integer.MAX_VALUE).forEach(event -> print(event, out));
        while (follow && pause()) {
            discover(known);
            newEvents(known, Integer.MAX_VALUE).forEach(event -> print(event, out));
        }
        return 0;
    }

    private void requireComponents(TreeMap<String, LogFile> known) {
        if (known.isEmpty() && components.isEmpty()) {
            throw new StartupException("No logs in " + state + ": no platform has run there.");
        }
        for (var component : components) {
            if (!known.containsKey(component)) {
                throw new StartupException("No log of " + component + " in " + state + "; logs are: "
                        + String.join(", ", all().keySet()) + ".");
            }
        }
    }

    /** Adds new log files: a component that starts later creates its log later. */
    private void discover(TreeMap<String, LogFile> known) {
        all().forEach((component, path) -> {
            if (components.isEmpty() || components.contains(component)) {
                known.computeIfAbsent(component, name -> new LogFile(name, path));
            }
        });
    }

    private TreeMap<String, Path> all() {
        var all = new TreeMap<String, Path>();
        for (var folder : List.of(state.resolve("logs"), state)) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (var files = Files.newDirectoryStream(folder, "*" + LOG)) {
                for (var file : files) {
                    var name = file.getFileName().toString();
                    all.put(name.substring(0, name.length() - LOG.length()), file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** Returns the latest matching events since the last call, at most {@code max}, in order of time. */
    private List<LogFile.Event> newEvents(TreeMap<String, LogFile> known, long max) {
        var latest = new ArrayList<LogFile.Event>();
        known.values()
                .forEach(file -> file.read(event -> {
                    if (matches(event)) {
                        latest.add(event);
                    }
                    if (latest.size() > 2 * max + MARGIN) {
                        trim(latest, max);
                    }
                }));
        trim(latest, max);
        return latest;
    }

    private static void trim(List<LogFile.Event> events, long max) {
        events.sort(Comparator.comparing(LogFile.Event::at));
        events.subList(0, (int) Math.max(0, events.size() - max)).clear();
    }

    private boolean matches(LogFile.Event event) {
        return message == null || event.text().contains(message) || event.text().contains(Masked.providerId(message));
    }

    private void print(LogFile.Event event, PrintStream out) {
        var name = components.size() == 1 ? "" : ("%-" + NAME_WIDTH + "s ").formatted(event.component());
        var prefix = colour ? paint(colourOf(event.component()), name) : name;
        event.text()
                .lines()
                .map(line -> prefix + (colour && line.contains(" ERROR ") ? paint(RED, line) : line))
                .forEach(out::println);
        out.flush();
    }

    private static int colourOf(String component) {
        var at = Restart.names().indexOf(component);
        return COLOURS[at < 0 ? COLOURS.length - 1 : at % COLOURS.length];
    }

    private static String paint(int colour, String text) {
        return text.isEmpty() ? text : "\u001b[" + colour + "m" + text + "\u001b[0m";
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
