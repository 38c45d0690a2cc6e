package io.parley.local;

import io.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./dev up --detach}: starts a launcher in the background and waits until it is ready. */
record DetachedPlatform(Path home, CommandLine line, StateFolder state) {

    private static final int POLL_MS = 50;

    int start() {
        if (line.reset()) {
            PortCheck.requireNoPlatform(state);
            state.reset();
        }
        var output = state.root().resolve("launcher.out");
        try {
            Files.deleteIfExists(output);
            OwnerOnly.file(output);
            var launcher = new ProcessBuilder(command())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return follow(launcher, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs in its own session where setsid or nohup exists, so that closing the terminal does not end it. */
    private List<String> command() {
        var command = new ArrayList<String>();
        Stream.of("/usr/bin/setsid", "/usr/bin/nohup")
                .filter(tool -> Files.isExecutable(Path.of(tool)))
                .findFirst()
                .ifPresent(command::add);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Dparley.detached=true", "-Dparley.home=" + home));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(List.of("up", "--state", state.root().toString(), "--port-base", Integer.toString(line.base())));
        if (line.json() != null) {
            command.addAll(List.of("--json", line.json().toString()));
        }
        if (!line.caches()) {
            command.add("--no-caches");
        }
        if (line.demo()) {
            command.add("--demo");
        }
        line.without().forEach(service -> command.addAll(List.of("--without", service.module())));
        return command;
    }

    /** Prints the launcher's output until it is ready or has ended. */
    private int follow(Process launcher, Path output) throws IOException {
        try (var file = new RandomAccessFile(output.toFile(), "r")) {
            while (launcher.isAlive() && !ready(launcher.pid())) {
                printNew(file);
                Thread.sleep(POLL_MS);
            }
            printNew(file);
            return launcher.isAlive() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private boolean ready(long pid) {
        return RunningPlatform.read(state)
                .filter(running -> running.pid() == pid && running.isReady())
                .isPresent();
    }

    private static void printNew(RandomAccessFile file) throws IOException {
        var unread = new byte[(int) (file.length() - file.getFilePointer())];
        file.readFully(unread);
        System.out.print(new String(unread, StandardCharsets.UTF_8));
        System.out.flush();
    }
}
