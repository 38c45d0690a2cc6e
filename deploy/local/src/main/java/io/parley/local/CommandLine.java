package io.parley.local;

import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.command.InvalidArguments;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
 * @param demo whether demo data is loaded
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
        boolean demo,
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
          --demo            load demo data
        ./dev down    stops a platform that was started with --detach [--state DIR]
        ./dev status  shows which components run [--state DIR]
        ./dev restart COMPONENT  stops one component gracefully and starts it again [--state DIR]
        ./dev template lint FILE … | plan DIR | apply DIR  checks and submits templates; see ./dev template help
        ./dev flow validate FILE … | plan DIR | apply DIR  checks Flow JSON and applies flows; see ./dev flow help
        """;

    private static final int MAX_BASE = 65_500;

    private static final CommandSyntax SYNTAX = new CommandSyntax(
            "./dev help",
            Set.of("--detach", "--reset", "--no-caches", "--demo"),
            Set.of("--json", "--state", "--port-base", "--without"),
            0);

    static CommandLine parse(String[] words, Path home) {
        var command = words.length == 0 ? "help" : words[0];
        var arguments = SYNTAX.withMaxOperands(command.equals("restart") ? 1 : 0)
                .parse(Arrays.stream(words).skip(1).toList());
        return new CommandLine(
                command,
                arguments.path("--state").orElse(home.resolve(".parley")),
                arguments.number("--port-base", 1, MAX_BASE).orElse(Ports.DEFAULT_BASE),
                arguments.has("--reset"),
                arguments.has("--detach"),
                arguments.path("--json").orElse(null),
                !arguments.has("--no-caches"),
                services(arguments.values("--without")),
                arguments.has("--demo"),
                arguments.operands().stream().findFirst().orElse(null));
    }

    private static Set<Service> services(List<String> names) {
        var services = EnumSet.noneOf(Service.class);
        names.forEach(name -> services.add(service(name)));
        return services;
    }

    private static Service service(String name) {
        return Arrays.stream(Service.values())
                .filter(service ->
                        service.route().equals(name) || service.module().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArguments("Unknown service " + name + "; services are "
                        + Arrays.stream(Service.values()).map(Service::route).collect(Collectors.joining(", ")) + "."));
    }

    Options options(Path home) {
        var options = Options.of(home, state)
                .withPorts(new Ports(base))
                .withServices(EnumSet.complementOf(EnumSet.copyOf(without)));
        return caches ? options : options.withJvm(JvmProfile.LOCAL.withoutCaches());
    }
}
