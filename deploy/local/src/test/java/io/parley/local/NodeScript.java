package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A script of {@code src/test/npm}, run with the third-party packages of the lock file. It writes and reads JSON lines.
 * A test fails if Node or npm is not installed.
 */
final class NodeScript implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("parley.home"), "deploy/local");
    private static final Path SCRIPTS = HOME.resolve("src/test/npm");
    private static final Path FOLDER = HOME.resolve("target/npm");
    private static final String LOCK = "package-lock.json";

    /** Folder of the packages installed by {@link #install()}. */
    static final Path MODULES = FOLDER.resolve("node_modules");

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<JsonNode> output = new ConcurrentLinkedQueue<>();
    private final Process process;
    private final PrintWriter input;
    private volatile boolean closed;

    private NodeScript(Process process) {
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    static NodeScript start(String script, String... arguments) throws Exception {
        install();
        var command = new ArrayList<>(List.of("node", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectError(FOLDER.resolve(script + ".log").toFile());
        builder.environment().put("NODE_PATH", MODULES.toString());
        return new NodeScript(builder.start());
    }

    /** Installs the packages once for each change of the lock file; the next test retries a failed installation. */
    static synchronized void install() throws Exception {
        var installed = Files.createDirectories(FOLDER).resolve("installed-" + LOCK);
        if (Files.exists(installed) && Files.mismatch(installed, SCRIPTS.resolve(LOCK)) == -1) {
            return;
        }
        for (var file : List.of("package.json", LOCK)) {
            copy(SCRIPTS.resolve(file), FOLDER.resolve(file));
        }
        var log = FOLDER.resolve("install.log");
        var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(npm.waitFor(4, TimeUnit.MINUTES) && npm.exitValue() == 0, "npm ci failed; see " + log);
        copy(SCRIPTS.resolve(LOCK), installed);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void read(BufferedReader lines) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    output.add(json.readTree(line));
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void send(Object request) throws IOException {
        input.println(json.writeValueAsString(request));
    }

    /** Returns the output lines with this member so far. */
    Stream<JsonNode> output(String name) {
        return output.stream().filter(line -> line.has(name));
    }

    /** Waits for a line with this member. */
    JsonNode await(String name) throws InterruptedException {
        return await(name, line -> true);
    }

    JsonNode await(String name, Predicate<JsonNode> filter) throws InterruptedException {
        try {
            return eventually(
                    name, () -> output(name).filter(filter).findFirst().orElse(null));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " among " + output, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        process.destroy();
        process.waitFor();
    }
}
