package io.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Kannel's two processes with stores in a folder of their own. Closing it deletes the folder. */
final class Kannel implements AutoCloseable {

    private static final Duration UNTIL_READY = Duration.ofSeconds(30);

    /** The processes, in the order of their start. */
    enum Box {
        /** Stores messages and submits them to the SMSC. */
        BEARERBOX,
        /** Accepts messages over HTTP and reports their delivery. */
        SMSBOX;

        String program() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final KannelConfig config;
    private final Map<Box, Process> processes = new EnumMap<>(Box.class);
    private final Thread killAtExit = new Thread(this::killAll);

    private Kannel(KannelConfig config) {
        this.config = config;
        Runtime.getRuntime().addShutdownHook(killAtExit);
    }

    /** Starts it with empty stores. Returns when it accepts messages and is bound to the SMSC. */
    static Kannel start(KannelStore store, SmscControl smsc, int smscPort) {
        var kannel = new Kannel(KannelConfig.of(temporaryFolder(), store, smscPort));
        try {
            kannel.prepareFolders();
            kannel.awaitReady(smsc);
            return kannel;
        } catch (RuntimeException e) {
            var output = kannel.output();
            kannel.close();
            throw new IllegalStateException("Kannel has not started: " + output, e);
        }
    }

    /** Returns what its processes have printed: their errors. */
    private String output() {
        return processes.keySet().stream()
                .map(this::outputFile)
                .map(file -> {
                    try {
                        return Files.readString(file);
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .collect(Collectors.joining("\n"));
    }

    private Path outputFile(Box box) {
        return config.folder().resolve(box.program() + ".out");
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("parley-bench-kannel-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepareFolders() {
        try {
            Files.createDirectory(config.messages());
            Files.createDirectory(config.reports());
            Files.writeString(configFile(), config.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (config.store().isSynced()) {
            SyncedFolders.sync(config.messages(), config.reports());
        }
    }

    private Path configFile() {
        return config.folder().resolve("kannel.conf");
    }

    URI server() {
        return URI.create("http://127.0.0.1:" + config.sendPort());
    }

    Processes processes() {
        var pids = new LinkedHashMap<String, Long>();
        processes.forEach((box, process) -> pids.put(box.program(), process.pid()));
        return new Processes(pids);
    }

    /**
     * Kills one process (SIGKILL) and starts it again. Returns when messages are accepted and submitted again. With
     * bearerbox, smsbox is killed too: it notices the end of bearerbox, closes its port and tries to restart itself, which
     * takes more than half a minute while clients wait for responses. It keeps no message that it has accepted.
     */
    void killAndStart(Box box, Runnable whileStopped, SmscControl smsc) {
        kill(box);
        if (box == Box.BEARERBOX) {
            kill(Box.SMSBOX);
        }
        whileStopped.run();
        awaitReady(smsc);
    }

    private void awaitReady(SmscControl smsc) {
        await("bearerbox", () -> isListening(config.smsboxPort()));
        await("smsbox", () -> isListening(config.sendPort()));
        await("session with the SMSC", () -> smsc.binds() > 0);
    }

    private void await(String what, BooleanSupplier condition) {
        Polling.await("Kannel's " + what + " is ready", UNTIL_READY, () -> {
            startStopped();
            return condition.getAsBoolean();
        });
    }

    /** Starts each process that does not run, as Debian's run_kannel_box does; smsbox only when bearerbox listens. */
    private void startStopped() {
        if (!isRunning(Box.BEARERBOX)) {
            start(Box.BEARERBOX);
        }
        if (!isRunning(Box.SMSBOX) && isListening(config.smsboxPort())) {
            start(Box.SMSBOX);
        }
    }

    private boolean isRunning(Box box) {
        return processes.containsKey(box) && processes.get(box).isAlive();
    }

    private void start(Box box) {
        try {
            processes.put(
                    box,
                    new ProcessBuilder(
                                    KannelPackage.program(box.program()).toString(),
                                    "--verbosity",
                                    "3",
                                    configFile().toString())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(outputFile(box).toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void kill(Box box) {
        var process = processes.get(box);
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    private void killAll() {
        processes.keySet().forEach(this::kill);
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(killAtExit);
        try (var files = Files.walk(config.folder())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
