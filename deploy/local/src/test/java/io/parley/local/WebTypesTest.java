package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks the types that the JSDoc of our web modules states, by TypeScript. The modules of all jars are copied into one
 * folder, as a server sends them; lit-html is that of npm, which has types. The renderer of Flows has no types yet.
 */
@Tag("slow")
class WebTypesTest {
    private static final Path HOME = Path.of(System.getProperty("parley.home"));
    private static final Path FOLDER = HOME.resolve("deploy/local/target/web-types");
    private static final String RENDERER = "flow-renderer";
    private static final String CONFIGURATION = """
            {"compilerOptions": {"allowJs": true, "checkJs": true, "noEmit": true, "strict": true, "target": "esnext",
              "module": "esnext", "moduleResolution": "bundler", "lib": ["esnext", "dom", "dom.iterable"], "types": [],
              "skipLibCheck": true},
             "include": ["web/**/*.js"]}""";

    @Test
    void modulesHaveTheTypesThatTheyState() throws Exception {
        NodeScript.install();
        clear();
        var modules = copyModules();
        assertTrue(modules > 10, modules + " modules");
        copyLitHtml();
        Files.writeString(FOLDER.resolve("tsconfig.json"), CONFIGURATION);
        // The renderer is imported for the element that it defines only.
        Files.createDirectories(FOLDER.resolve("web").resolve(RENDERER));
        Files.writeString(FOLDER.resolve("web").resolve(RENDERER).resolve("parley-flow.js"), "export {};\n");

        assertEquals("", typeScript());
    }

    private static void clear() throws IOException {
        if (Files.exists(FOLDER)) {
            try (var files = Files.walk(FOLDER)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(FOLDER);
    }

    /** Returns how many modules there are. */
    private static long copyModules() throws IOException {
        var count = 0L;
        for (var folder : webFolders()) {
            try (var files = Files.walk(folder)) {
                count += files.filter(file -> file.toString().endsWith(".js"))
                        .filter(file -> !folder.relativize(file).startsWith(RENDERER))
                        .peek(file -> copy(file, FOLDER.resolve("web").resolve(folder.relativize(file))))
                        .count();
            }
        }
        return count;
    }

    /** The folders {@code web} in the resources of all modules. */
    private static List<Path> webFolders() throws IOException {
        try (var folders = Files.find(HOME, 6, (path, attributes) -> path.endsWith("src/main/resources/web"))) {
            return folders.filter(folder -> !folder.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    private static void copyLitHtml() throws IOException {
        var source = NodeScript.MODULES.resolve("lit-html");
        try (Stream<Path> files = Files.walk(source)) {
            files.filter(file -> file.toString().endsWith(".d.ts"))
                    .filter(file -> !source.relativize(file).startsWith("development")
                            && !source.relativize(file).startsWith("node"))
                    .forEach(file -> copy(file, FOLDER.resolve("web/lit-html").resolve(source.relativize(file))));
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what TypeScript reports. */
    private static String typeScript() throws Exception {
        var compiler = NodeScript.MODULES.resolve("typescript/bin/tsc").toString();
        var process = new ProcessBuilder("node", compiler, "--pretty", "false", "-p", FOLDER.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "tsc ends");
        return output;
    }
}
