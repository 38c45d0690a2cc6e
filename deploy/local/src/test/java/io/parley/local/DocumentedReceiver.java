package io.parley.local;

import static io.parley.local.ProductTeam.eventually;

import io.parley.embedded.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** A callback receiver, started from the code in {@code docs/callbacks.md}. */
final class DocumentedReceiver implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("parley.home"));
    private static final Path PAGE = HOME.resolve("docs/callbacks.md");
    private static final Path FOLDER = HOME.resolve("deploy/local/target/receivers");

    /** Languages of the page: name of the code block, file name and start command. */
    enum Language {
        JAVASCRIPT("receiver.cjs") {
            @Override
            List<String> command(Path file) throws Exception {
                NodeScript.install();
                return List.of("node", file.toString());
            }
        },
        JAVA("Receiver.java") {
            @Override
            List<String> command(Path file) {
                var java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                return List.of(java, "-cp", System.getProperty("java.class.path"), file.toString());
            }
        },
        PYTHON("receiver.py") {
            @Override
            List<String> command(Path file) {
                return List.of("python3", file.toString());
            }
        };

        private final String file;

        Language(String file) {
            this.file = file;
        }

        abstract List<String> command(Path file) throws Exception;

        private String code() throws IOException {
            var name = name().toLowerCase(java.util.Locale.ROOT);
            var block = Pattern.compile("```" + name + "\\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(PAGE));
            if (!block.find()) {
                throw new AssertionError(PAGE + " has no receiver in " + name);
            }
            return block.group(1);
        }
    }

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Process process;
    private final int port;

    private DocumentedReceiver(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    static DocumentedReceiver start(Language language, String secret) throws Exception {
        var file = Files.writeString(Files.createDirectories(FOLDER).resolve(language.file), language.code());
        var port = FreePorts.next();
        var builder = new ProcessBuilder(language.command(file))
                .redirectError(FOLDER.resolve(language.file + ".log").toFile());
        builder.environment().put("NODE_PATH", NodeScript.MODULES.toString());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("WEBHOOK_SECRET", secret);
        var receiver = new DocumentedReceiver(builder.start(), port);
        receiver.awaitLine("ready");
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/callbacks";
    }

    /** Waits for an output line that contains all these words. */
    void awaitLine(String... words) throws InterruptedException {
        eventually(String.join(" ", words) + ", see " + FOLDER, () -> lines.stream()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .findFirst()
                .orElse(null));
    }

    private void read(BufferedReader output) {
        try (output) {
            output.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            // The process was stopped; awaitLine fails.
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
