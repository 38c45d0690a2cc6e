package io.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sandbox in its own JVM, without a platform and without delays of statuses. */
final class SandboxProgram implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("(http://[^ ]+) .*SMSC at [^ ]+:(\\d+)\\.");
    private static final Pattern JAR = Pattern.compile("parley-sandbox-[^-]+(-SNAPSHOT)?\\.jar");

    private final Process process;
    private final URI server;
    private final int smscPort;

    private SandboxProgram(Process process, URI server, int smscPort) {
        this.process = process;
        this.server = server;
        this.smscPort = smscPort;
    }

    /** Starts it. Returns after it has printed its address. */
    static SandboxProgram start(Path home, List<String> flags, String webhooks) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", jar(home).toString()));
        command.addAll(List.of(
                "--http-port=0",
                "--smsc-port=0",
                "--status-pace-percent=0",
                "--meta-webhook-url=" + webhooks,
                "--parent-pid=" + ProcessHandle.current().pid()));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            var address = READY.matcher(String.valueOf(line));
            if (!address.find()) {
                process.destroyForcibly();
                throw new IllegalStateException("the sandbox has not started: " + line);
            }
            return new SandboxProgram(process, URI.create(address.group(1)), Integer.parseInt(address.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path home) {
        try (var files = Files.list(home.resolve("deploy/sandbox/target"))) {
            return files.filter(
                            file -> JAR.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the sandbox is not built"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI server() {
        return server;
    }

    int smscPort() {
        return smscPort;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
