package io.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The modules of our pages. Those that need no browser are tested in Node, the others in a browser in deploy/local. */
class WebModulesTest {
    private static final Path MODULES = Path.of("src/main/resources/web");
    private static final Path TESTS = Path.of("src/test/js");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:.* from )?'([^']+)';");

    /** What creates HTML or code from text, or a style that a content security policy refuses. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new"
                    + " Function\\(|cssText|setAttribute\\('style|style=");

    @TempDir
    Path folder;

    /** Node takes the files for modules only below a package that states it. */
    @Test
    @Timeout(120)
    void modulesPassTheirTestsInNode() throws Exception {
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
        copy(MODULES);
        copy(TESTS);
        var command = new ArrayList<>(List.of("node", "--test"));
        files(folder.resolve(TESTS)).stream().map(Path::toString).forEach(command::add);
        assertTrue(command.size() > 4, command::toString);
        var output = folder.resolve("output.txt");

        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertTrue(process.waitFor(100, TimeUnit.SECONDS), "Node did not end");
        assertEquals(0, process.exitValue(), Files.readString(output));
    }

    @Test
    void everyImportedModuleIsServed() throws IOException {
        var missing = new TreeSet<String>();
        var served = 0;
        for (var module : files(MODULES)) {
            var path = MODULES.relativize(module).toString();
            var file = WebFile.find(path).orElseThrow(() -> new AssertionError(path + " is not served"));
            assertEquals(
                    path.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8", file.type());
            served++;
            IMPORT.matcher(Files.readString(module))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(imported -> {
                        var target = Path.of(path)
                                .resolveSibling(imported)
                                .normalize()
                                .toString();
                        if (WebFile.find(target).isEmpty()) {
                            missing.add(path + " -> " + imported);
                        }
                    });
        }

        assertTrue(served > 20, "only " + served + " files");
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void noModuleCreatesHtmlFromText() throws IOException {
        for (var module : files(MODULES)) {
            var found = FORBIDDEN.matcher(Files.readString(module));
            assertFalse(found.find(), () -> module + " contains " + found.group());
        }
    }

    @Test
    void otherPathsAreNoFiles() {
        for (var path : List.of(
                "",
                "..",
                "../web/flow-renderer/parley-flow.js",
                "flow-renderer/parley-flow",
                "flow-renderer/preview/",
                "flow-renderer/PARLEY-FLOW.JS",
                "flow-renderer//session.js",
                "a".repeat(200) + ".js",
                "unknown.js",
                "%2e%2e/x.js",
                "flow-renderer/preview/page.html")) {
            assertTrue(WebFile.find(path).isEmpty(), path);
        }
    }

    private void copy(Path source) throws IOException {
        for (var file : files(source)) {
            var target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
