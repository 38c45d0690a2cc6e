package io.parley.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was typed after {@code ./dev}.
 *
 * @param command up, down or status
 * @param state the state folder
 * @param base base of the ports
 * @param reset whether the state is cleared first
 * @param detach whether to return once everything is ready
 * @param json file for scripts; null if none is wanted
 * @param caches whether start-up caches are made and used
 * @param without services that are left out
 * @param part what is restarted; null unless a part is named
 */
record CommandLine(
        String command,
        Path state,
        int base,
        boolean reset,
        boolean detach,
        Path json,
        boolean caches,
        Set<Service> without,
        String part) {

    static final String HELP = """
            ./dev up      starts the platform; Ctrl-C stops it
              --detach          return when everything is ready, leave it running; ./dev down stops it
              --json FILE       write addresses and keys for scripts to FILE when everything is ready
              --port-base N     first of 15 ports, default 8080
              --state DIR       folder for data, keys and logs, default .parley
              --reset           clear that folder first
              --no-caches       neither make nor use start-up caches
              --without SERVICE leave one service out, for example to run it in an IDE
            ./dev down    stops a platform that was started with --detach [--state DIR]
            ./dev status  says what runs [--state DIR]
            ./dev restart PART  stops one part in order and starts it again [--state DIR]
            """;

    private static final int HIGHEST_BASE = 65_500;

    static CommandLine parse(String[] words, Path home) {
        var rest = new ArrayDeque<>(Arrays.asList(words));
        var line = new CommandLine(
                rest.isEmpty() ? "help" : rest.poll(),
                home.resolve(".parley"),
                Ports.DEFAULT_BASE,
                false,
                false,
                null,
                true,
                EnumSet.noneOf(Service.class),
                null);
        while (!rest.isEmpty()) {
            line = line.with(rest.poll(), rest);
        }
        return line;
    }

    private CommandLine with(String option, Deque<String> rest) {
        return switch (option) {
            case "--detach" -> new CommandLine(command, state, base, reset, true, json, caches, without, part);
            case "--reset" -> new CommandLine(command, state, base, true, detach, json, caches, without, part);
            case "--no-caches" -> new CommandLine(command, state, base, reset, detach, json, false, without, part);
            case "--json" ->
                new CommandLine(command, state, base, reset, detach, path(option, rest), caches, without, part);
            case "--state" ->
                new CommandLine(command, path(option, rest), base, reset, detach, json, caches, without, part);
            case "--port-base" ->
                new CommandLine(command, state, port(option, rest), reset, detach, json, caches, without, part);
            case "--without" -> {
                var more = EnumSet.copyOf(without);
                more.add(service(value(option, rest)));
                yield new CommandLine(command, state, base, reset, detach, json, caches, more, part);
            }
            default -> named(option);
        };
    }

    private CommandLine named(String word) {
        if (command.equals("restart") && part == null && !word.startsWith("-")) {
            return new CommandLine(command, state, base, reset, detach, json, caches, without, word);
        }
        throw new StartupException("There is no option " + word + "; ./dev help lists them.");
    }

    private static Service service(String name) {
        return Arrays.stream(Service.values())
                .filter(service ->
                        service.route().equals(name) || service.module().equals(name))
                .findFirst()
                .orElseThrow(() -> new StartupException("There is no service " + name + "; there are "
                        + Arrays.stream(Service.values()).map(Service::route).collect(Collectors.joining(", ")) + "."));
    }

    private static Path path(String option, Deque<String> rest) {
        return Path.of(value(option, rest)).toAbsolutePath().normalize();
    }

    private static int port(String option, Deque<String> rest) {
        var text = value(option, rest);
        try {
            var port = Integer.parseInt(text);
            if (port > 0 && port <= HIGHEST_BASE) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new StartupException(option + " wants a number from 1 to " + HIGHEST_BASE + ", not " + text + ".");
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new StartupException(option + " wants a value; ./dev help shows how.");
        }
        return rest.poll();
    }

    Options options(Path home) {
        var options = Options.of(home, state)
                .withPorts(new Ports(base))
                .withServices(EnumSet.complementOf(EnumSet.copyOf(without)));
        return caches ? options : options.withJvm(JvmProfile.LOCAL.withoutCaches());
    }
}
