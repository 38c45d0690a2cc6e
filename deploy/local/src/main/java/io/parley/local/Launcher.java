package io.parley.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** {@code ./dev up}, {@code down} and {@code status}. */
public final class Launcher {

    private static final int POLL_MS = 500;

    private final Path home;
    private final CommandLine line;
    private final StateFolder state;

    private Launcher(Path home, CommandLine line) {
        this.home = home;
        this.line = line;
        this.state = new StateFolder(line.state());
    }

    /** The system property {@code parley.home} names the checkout; the working folder unless given. */
    public static void main(String[] words) {
        try {
            var home = Path.of(System.getProperty("parley.home", ""))
                    .toAbsolutePath()
                    .normalize();
            var launcher = new Launcher(home, CommandLine.parse(words, home));
            System.exit(launcher.run());
        } catch (Refusal e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private int run() {
        return switch (line.command()) {
            case "up" -> line.detach() ? new Detached(home, line, state).start() : up();
            case "down" -> new Stop(state).run();
            case "status" -> new Status(state).run();
            default -> {
                System.out.print(CommandLine.HELP);
                yield 0;
            }
        };
    }

    private int up() {
        var begin = System.nanoTime();
        if (line.reset()) {
            Vacancy.requireNobody(state);
            state.reset();
        }
        var started = new Started();
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop"));
        var platform = started.start(line.options(home));
        report(platform, (System.nanoTime() - begin) / 1e9);
        watch(platform);
        return 0;
    }

    private void report(Platform platform, double seconds) {
        say("Parley is up after %.1f s.%s".formatted(seconds, detached() ? "" : " Ctrl-C stops it."));
        new Summary(platform.endpoints(), platform.credentials(), state).lines().forEach(Launcher::say);
        if (line.json() != null) {
            writeJson(platform);
        }
        Running.here(new Ports(line.base())).ready().write(state);
    }

    private static boolean detached() {
        return Boolean.getBoolean("parley.detached");
    }

    private void writeJson(Platform platform) {
        try {
            var json = new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(platform.endpoints().forScripts(platform.credentials()));
            StateFolder.writeSecret(line.json(), json + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says once of each part that it fell; ends only with the process. */
    private void watch(Platform platform) {
        Set<String> said = new HashSet<>();
        while (true) {
            for (var part : platform.fallen()) {
                if (said.add(part.name())) {
                    say(part.name() + " has stopped by itself; " + state.log(part.name()) + " says why.");
                }
            }
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    static void say(String text) {
        System.out.println(text);
    }

    /** The platform from the moment it is being started, so that Ctrl-C finds it. */
    private static final class Started {
        private volatile Platform platform;

        Platform start(Options options) {
            platform = Platform.of(options, Launcher::say);
            say("Starting Parley …");
            platform.startWithCaches();
            return platform;
        }

        void close() {
            var running = platform;
            if (running != null && !running.closed()) {
                say("Stopping …");
                running.close();
                say("Stopped.");
            }
        }
    }
}
