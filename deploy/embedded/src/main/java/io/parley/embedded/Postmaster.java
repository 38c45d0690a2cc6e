package io.parley.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The server process of a data folder, by {@code postmaster.pid}. It is a daemon: it keeps running after its launcher
 * was killed, and its pid file remains after it was killed itself, so the file alone does not prove that it runs.
 */
record Postmaster(Path pidFile) {

    private static final int SECONDS_TO_STOP = 20;

    static Postmaster of(Path dataFolder) {
        return new Postmaster(dataFolder.resolve("postmaster.pid"));
    }

    /** Stops a server of an earlier run; removes a stale pid file. */
    void stopLeftOver() {
        var process = process();
        process.ifPresent(this::stopFast);
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process().filter(ProcessHandle::isAlive).isPresent();
    }

    void kill9() {
        process().ifPresent(postmaster -> {
            var all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> await(process, SECONDS_TO_STOP));
        });
    }

    /** Suspends all processes of the server (SIGSTOP); its connections stay open. */
    void freeze() {
        signal("STOP");
    }

    /** Resumes all processes (SIGCONT). */
    void thaw() {
        signal("CONT");
    }

    /** Signals the postmaster first, so that it starts no further process in the meantime. */
    private void signal(String name) {
        process().ifPresent(postmaster -> {
            kill(name, Stream.of(postmaster));
            kill(name, postmaster.descendants());
        });
    }

    private static void kill(String signal, Stream<ProcessHandle> processes) {
        var ids = processes.map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + ids)
                    .start()
                    .waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ProcessHandle> process() {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::trim)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .filter(Postmaster::isPostgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("postgres"))
                .isPresent();
    }

    /** Uses SIGINT, the fast shutdown; SIGTERM, which Java can send itself, waits for clients to disconnect. */
    private void stopFast(ProcessHandle postmaster) {
        kill("INT", Stream.of(postmaster));
        if (!await(postmaster, SECONDS_TO_STOP)) {
            kill9();
        }
    }

    private static boolean await(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
