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
 * A script of {@code src/test/npm} that runs on packages which nobody here wrote, exactly those of the lock file. It says
 * JSON lines and takes some. A test that finds no Node or no npm fails.
 */
final class NodeScript implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("parley.home"), "deploy/local");
    private static final Path SCRIPTS = HOME.resolve("src/test/npm");
    private static final Path FOLDER = HOME.resolve("target/npm");
    private static final String LOCK = "package-lock.json";

    /** Where {@link #install()} puts the packages. */
    static final Path MODULES = FOLDER.resolve("node_modules");

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<JsonNode> output = new ConcurrentLinkedQueue<>();
    private final Process process;
    private final PrintWriter orders;
    private volatile boolean ended;

    private NodeScript(Process process) {
        this.process = process;
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
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

    /** Once for each change of the lock file; a folder in which this failed is no excuse for the next test. */
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
            if (!ended) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void send(Object order) throws IOException {
        orders.println(json.writeValueAsString(order));
    }

    /** What it said under this name so far. */
    Stream<JsonNode> output(String name) {
        return output.stream().filter(line -> line.has(name));
    }

    /** The first line with this member, as soon as there is one. */
    JsonNode await(String name) throws InterruptedException {
        return await(name, line -> true);
    }

    JsonNode await(String name, Predicate<JsonNode> wanted) throws InterruptedException {
        try {
            return eventually(
                    name, () -> output(name).filter(wanted).findFirst().orElse(null));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " among " + output, e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        process.destroy();
        process.waitFor();
    }
}
