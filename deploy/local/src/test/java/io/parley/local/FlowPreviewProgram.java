package io.parley.local;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The packaged program of {@code ./dev flow preview}, which shows one file until it is closed. */
record FlowPreviewProgram(Process process, String url) implements AutoCloseable {

    static FlowPreviewProgram start(Path file) throws IOException {
        var app = Path.of(System.getProperty("parley.home"), "flow-service/target/quarkus-app");
        var classPath = String.join(File.pathSeparator, app + "/app/*", app + "/lib/main/*", app + "/lib/boot/*");
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var process = new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "io.parley.flow.command.FlowCommand",
                        "preview",
                        file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new FlowPreviewProgram(process, firstLine(process));
    }

    /** The URL is the first line; null ends the wait if the program has ended. */
    private static String firstLine(Process process) throws IOException {
        var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        var line = output.readLine();
        if (line == null) {
            throw new AssertionError("the program ended without a URL");
        }
        return line;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
