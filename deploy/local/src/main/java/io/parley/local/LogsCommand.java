package io.parley.local;

import io.parley.runtime.logging.Masked;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * {@code ./dev logs}: the logs of all parts, or of some, in the order of time, and what is written from now on.
 *
 * @param state the state folder
 * @param parts whose logs; empty for all
 * @param message an id of ours or a provider's: only events that name it; null for all
 * @param lines how many events of the past are shown, unless a message is looked for
 * @param follow whether to go on until Ctrl-C
 * @param colour whether each part has its colour
 */
record LogsCommand(Path state, List<String> parts, String message, int lines, boolean follow, boolean colour) {

    private static final int LINES = 200;

    /** Events beyond those that are kept before they are sorted out. */
    private static final int MARGIN = 1_000;

    private static final int POLL_MS = 200;
    private static final int NAME_WIDTH = 17;
    private static final String LOG = ".log";

    /** Cyan, green, yellow, blue, magenta, and the bright ones: what can be read on dark and light. */
    private static final int[] COLOURS = {36, 32, 33, 34, 35, 96, 92, 95, 94};

    private static final int RED = 31;

    static LogsCommand parse(String[] words, Path home) {
        var rest = new ArrayDeque<>(Arrays.asList(words).subList(1, words.length));
        var command = new LogsCommand(home.resolve(".parley"), List.of(), null, LINES, true, false);
        while (!rest.isEmpty()) {
            command = command.with(rest.poll(), rest);
        }
        return command;
    }

    private LogsCommand with(String word, ArrayDeque<String> rest) {
        return switch (word) {
            case "--state" ->
                new LogsCommand(
                        Path.of(value(word, rest)).toAbsolutePath().normalize(), parts, message, lines, follow, colour);
            case "--message" -> new LogsCommand(state, parts, value(word, rest), lines, follow, colour);
            case "--lines" -> new LogsCommand(state, parts, message, number(word, rest), follow, colour);
            case "--no-follow" -> new LogsCommand(state, parts, message, lines, false, colour);
            case "--colour", "--color" -> new LogsCommand(state, parts, message, lines, follow, true);
            default -> named(word);
        };
    }

    private LogsCommand named(String word) {
        if (word.startsWith("-")) {
            throw new StartupException("There is no option " + word + "; ./dev help lists them.");
        }
        var more = new ArrayList<>(parts);
        more.add(Arrays.stream(Service.values())
                .filter(service -> service.route().equals(word))
                .map(Service::module)
                .findFirst()
                .orElse(word));
        return new LogsCommand(state, more, message, lines, follow, colour);
    }

    private static String value(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new StartupException(option + " wants a value; ./dev help shows how.");
        }
        return rest.poll();
    }

    private static int number(String option, ArrayDeque<String> rest) {
        var text = value(option, rest);
        if (!text.matches("\\d{1,9}")) {
            throw new StartupException(option + " wants a number, not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    int run(PrintStream out) {
        var known = new TreeMap<String, LogFile>();
        discover(known);
        requireParts(known);
        fresh(known, message == null ? lines : Integer.MAX_VALUE).forEach(event -> print(event, out));
        while (follow && pause()) {
            discover(known);
            fresh(known, Integer.MAX_VALUE).forEach(event -> print(event, out));
        }
        return 0;
    }

    private void requireParts(TreeMap<String, LogFile> known) {
        if (known.isEmpty() && parts.isEmpty()) {
            throw new StartupException("There are no logs in " + state + ": nothing ran there yet.");
        }
        for (var part : parts) {
            if (!known.containsKey(part)) {
                throw new StartupException("There is no log of " + part + " in " + state + "; there are "
                        + String.join(", ", all().keySet()) + ".");
            }
        }
    }

    /** A part that is started later gets its log later. */
    private void discover(TreeMap<String, LogFile> known) {
        all().forEach((part, path) -> {
            if (parts.isEmpty() || parts.contains(part)) {
                known.computeIfAbsent(part, name -> new LogFile(name, path));
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

    /** The latest events that are wanted, at most so many, in the order of time. */
    private List<LogFile.Event> fresh(TreeMap<String, LogFile> known, long max) {
        var latest = new ArrayList<LogFile.Event>();
        known.values()
                .forEach(file -> file.read(event -> {
                    if (isWanted(event)) {
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

    private boolean isWanted(LogFile.Event event) {
        return message == null || event.text().contains(message) || event.text().contains(Masked.providerId(message));
    }

    private void print(LogFile.Event event, PrintStream out) {
        var name = parts.size() == 1 ? "" : ("%-" + NAME_WIDTH + "s ").formatted(event.part());
        var prefix = colour ? paint(colourOf(event.part()), name) : name;
        event.text()
                .lines()
                .map(line -> prefix + (colour && line.contains(" ERROR ") ? paint(RED, line) : line))
                .forEach(out::println);
        out.flush();
    }

    private static int colourOf(String part) {
        var at = Restart.names().indexOf(part);
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
