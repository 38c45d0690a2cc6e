package io.parley.local;

import io.parley.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The background process that writes start-up caches while the platform runs; see {@link CacheRehearsal}. */
final class BackgroundCaches implements AutoCloseable {
    private static final int SECONDS_TO_STOP = 30;

    private final Path home;
    private final StateFolder state;
    private volatile Process process;

    BackgroundCaches(Path home, StateFolder state) {
        this.home = home;
        this.state = state;
    }

    /** Removes the files of a killed process, and stops its database server if it still runs. */
    void cleanUp() {
        if (Files.exists(state.rehearsal())) {
            var leftOver = new StateFolder(state.rehearsal());
            EmbeddedPostgres.at(leftOver.postgres()).stopLeftOver();
            leftOver.remove();
        }
    }

    /** Starts the process and returns. Reports its start and its end. */
    synchronized void start(Progress progress) {
        if (!CacheRehearsal.isNeeded(home, state)) {
            return;
        }
        if (!StartupFailure.hasSpaceForCaches(state)) {
            progress.print("Not writing start-up caches: the disk of " + state.root() + " is nearly full.");
            return;
        }
        progress.print("Writing start-up caches in the background (once per build) for a faster next start.");
        try {
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(state.log("caches").toFile()))
                    .start();
            process.onExit().thenAccept(ended -> {
                if (ended.exitValue() == 0) {
                    progress.print("Start-up caches written.");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        Stream.of("/usr/bin/nice", "/bin/nice")
                .filter(tool -> Files.isExecutable(Path.of(tool)))
                .findFirst()
                .ifPresent(nice -> command.addAll(List.of(nice, "-n", "19")));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmProfile.LOCAL.flags("256m"));
        command.addAll(CacheRehearsal.command(home, state));
        return command;
    }

    boolean isRunning() {
        var running = process;
        return running != null && running.isAlive();
    }

    /** Kills the process and removes its incomplete cache. */
    @Override
    public synchronized void close() {
        if (!isRunning()) {
            return;
        }
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cleanUp();
    }
}
