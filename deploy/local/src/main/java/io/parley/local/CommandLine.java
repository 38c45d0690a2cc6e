package io.parley.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Command line of {@code ./dev}.
 *
 * @param command up, down, status or restart
 * @param state the state folder
 * @param base base of the ports
 * @param reset whether the state is cleared first
 * @param detach whether to return when everything is ready
 * @param json file for scripts; null for none
 * @param caches whether start-up caches are written and used
 * @param without excluded services
 * @param component component to restart; null if not given
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
        String component) {

    static final String HELP = """
            ./dev up      starts the platform; Ctrl-C stops it
              --detach          return when everything is ready and keep it running; ./dev down stops it
              --json FILE       write addresses and keys for scripts to FILE when everything is ready
              --port-base N     first of 15 ports, default 8080
              --state DIR       folder for data, keys and logs, default .parley
              --reset           clear that folder first
              --no-caches       neither write nor use start-up caches
              --without SERVICE exclude a service, for example to run it in an IDE
            ./dev down    stops a platform that was started with --detach [--state DIR]
            ./dev status  shows which components run [--state DIR]
            ./dev restart COMPONENT  stops one component gracefully and starts it again [--state DIR]
            ./dev doctor  checks the set-up against Meta, Viber and each SMSC [--state DIR | --url URL]
            """;

    private static final int MAX_BASE = 65_500;

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
            case "--detach" -> new CommandLine(command, state, base, reset, true, json, caches, without, component);
            case "--reset" -> new CommandLine(command, state, base, true, detach, json, caches, without, component);
            case "--no-caches" -> new CommandLine(command, state, base, reset, detach, json, false, without, component);
            case "--json" ->
                new CommandLine(command, state, base, reset, detach, path(option, rest), caches, without, component);
            case "--state" ->
                new CommandLine(command, path(option, rest), base, reset, detach, json, caches, without, component);
            case "--port-base" ->
                new CommandLine(command, state, port(option, rest), reset, detach, json, caches, without, component);
            case "--without" -> {
                var more = EnumSet.copyOf(without);
                more.add(service(value(option, rest)));
                yield new CommandLine(command, state, base, reset, detach, json, caches, more, component);
            }
            default -> withArgument(option);
        };
    }

    private CommandLine withArgument(String word) {
        if (command.equals("restart") && component == null && !word.startsWith("-")) {
            return new CommandLine(command, state, base, reset, detach, json, caches, without, word);
        }
        throw new StartupException("Unknown option " + word + "; see ./dev help.");
    }

    private static Service service(String name) {
        return Arrays.stream(Service.values())
                .filter(service ->
                        service.route().equals(name) || service.module().equals(name))
                .findFirst()
                .orElseThrow(() -> new StartupException("Unknown service " + name + "; services are "
                        + Arrays.stream(Service.values()).map(Service::route).collect(Collectors.joining(", ")) + "."));
    }

    private static Path path(String option, Deque<String> rest) {
        return Path.of(value(option, rest)).toAbsolutePath().normalize();
    }

    private static int port(String option, Deque<String> rest) {
        var text = value(option, rest);
        try {
            var port = Integer.parseInt(text);
            if (port > 0 && port <= MAX_BASE) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new StartupException(option + " must be a number from 1 to " + MAX_BASE + ", not " + text + ".");
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new StartupException(option + " requires a value; see ./dev help.");
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
