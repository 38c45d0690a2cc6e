package io.parley.local;

import io.parley.runtime.command.InvalidArguments;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;

/** {@code ./dev up}, {@code down}, {@code status}, {@code restart} and {@code logs}. */
public final class Launcher {

    static final Logger LOG = Logger.getLogger(Launcher.class.getName());

    private final Path home;
    private final CommandLine line;
    private final StateFolder state;

    private Launcher(Path home, CommandLine line) {
        this.home = home;
        this.line = line;
        this.state = new StateFolder(line.state());
    }

    /** The system property {@code parley.home} is the checkout; default is the working folder. */
    public static void main(String[] words) {
        var home =
                Path.of(System.getProperty("parley.home", "")).toAbsolutePath().normalize();
        try {
            if (words.length > 0 && words[0].equals("logs")) {
                System.exit(LogsCommand.parse(words, home).run(System.out));
            }
            System.exit(new Launcher(home, CommandLine.parse(words, home)).run());
        } catch (StartupException | InvalidArguments e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private int run() {
        return switch (line.command()) {
            case "up" -> up();
            case "down" -> new Stop(state).run();
            case "status" -> new Status(state).run();
            case "restart" -> restart();
            default -> {
                System.out.print(CommandLine.HELP);
                yield 0;
            }
        };
    }

    private int restart() {
        if (line.component() == null) {
            throw new StartupException(
                    "./dev restart requires a component: " + String.join(", ", Restart.names()) + ".");
        }
        return new Restart(state, line.component()).run();
    }

    /** Reports any failure in one sentence; the stack trace is in the log. */
    private int up() {
        try {
            return line.detach() ? new DetachedPlatform(home, line, state).start() : upHere();
        } catch (StartupException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StartupException("Parley cannot start. " + StartupFailure.describe(e, state), e);
        }
    }

    private int upHere() {
        var begin = System.nanoTime();
        if (line.reset()) {
            PortCheck.requireNoPlatform(state);
            state.reset();
        }
        StartupFailure.requireSpace(state);
        var started = new Started();
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop"));
        var platform = started.start(line.options(home));
        if (line.demo()) {
            new DemoLoader(home, platform, Launcher::print).load();
        }
        report(platform, (System.nanoTime() - begin) / 1e9);
        started.supervise(line.caches());
        awaitShutdown();
        return 0;
    }

    private void report(Platform platform, double seconds) {
        print("Parley is up after %.1f s.%s".formatted(seconds, detached() ? "" : " Ctrl-C stops it."));
        new Summary(platform.endpoints(), platform.credentials(), state, isTerminal())
                .lines()
                .forEach(Launcher::print);
        if (line.json() != null) {
            platform.writeAddresses(line.json());
        }
        RunningPlatform.here(new Ports(line.base())).ready().write(state);
    }

    private static boolean detached() {
        return Boolean.getBoolean("parley.detached");
    }

    private static void awaitShutdown() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void printAndLog(String text) {
        print(text);
        LOG.warning(text);
    }

    /** Whether ./dev has found that a person reads the output, and that colours are wanted. */
    static boolean isTerminal() {
        return Boolean.getBoolean("parley.terminal");
    }

    static synchronized void print(String text) {
        System.out.println(text);
    }

    /** The platform from the beginning of its start, so that Ctrl-C stops it. */
    private final class Started {
        private final BackgroundCaches caches = new BackgroundCaches(home, state);
        private volatile Platform platform;
        private volatile Supervisor supervisor;
        private volatile ProgressBar progress;

        Platform start(Options options) {
            var duration = LastStartDuration.of(home);
            progress = ProgressBar.of(System.out, isTerminal(), duration.last(), InstantSource.system());
            try (var bar = progress) {
                platform = Platform.of(options, bar);
                caches.cleanUp();
                bar.print("Starting Parley in " + state.root() + ": database, broker, "
                        + options.services().size() + " services and a sandbox …");
                platform.startOrClose();
                duration.keep(bar.elapsed());
            }
            return platform;
        }

        /** Restarts crashed components from now on, and writes caches for the next start. */
        void supervise(boolean writeCaches) {
            supervisor = new Supervisor(platform, Launcher::printAndLog);
            supervisor.start(platform.all());
            if (writeCaches) {
                caches.start(Launcher::print);
            }
        }

        void close() {
            var bar = progress;
            if (bar != null) {
                bar.close();
            }
            var active = supervisor;
            if (active != null) {
                active.close();
            }
            caches.close();
            var running = platform;
            if (running != null && !running.closed()) {
                print("Stopping …");
                running.close();
                print("Stopped.");
            }
        }
    }
}
