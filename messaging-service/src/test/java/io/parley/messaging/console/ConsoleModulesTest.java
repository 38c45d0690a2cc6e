package io.parley.messaging.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.web.WebFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The modules of the console's page: what they import is served, and they create no HTML from text. */
class ConsoleModulesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final Pattern IMPORT =
            Pattern.compile("(?:^import (?:.* from )?|import\\()'([^']+)'", Pattern.MULTILINE);

    /** What creates HTML or code from text, or a style that the page's policy refuses. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new"
                    + " Function\\(|cssText|setAttribute\\('style| style=|unsafeHTML|localStorage|document\\.cookie");

    @Test
    void importedModulesAreServed() throws IOException {
        var missing = new TreeSet<String>();
        var imports = 0;
        for (var module : modules()) {
            var path = WEB.relativize(module);
            assertTrue(WebFile.find(path.toString()).isPresent(), path + " is not served");
            var matcher = IMPORT.matcher(withoutTypes(Files.readString(module)));
            while (matcher.find()) {
                imports++;
                var target = path.resolveSibling(matcher.group(1)).normalize().toString();
                if (WebFile.find(target).isEmpty()) {
                    missing.add(path + " -> " + target);
                }
            }
        }

        assertTrue(imports > 50, imports + " imports");
        assertEquals(new TreeSet<>(), missing);
    }

    @Test
    void noModuleCreatesHtmlFromText() throws IOException {
        for (var module : modules()) {
            var found = FORBIDDEN.matcher(Files.readString(module));
            assertFalse(found.find(), () -> module + " contains " + found.group());
        }
    }

    /** Comments name modules whose types they use. */
    private static String withoutTypes(String source) {
        return source.replaceAll("(?s)/\\*\\*.*?\\*/", "");
    }

    private static List<Path> modules() throws IOException {
        try (var files = Files.walk(WEB.resolve("console"))) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .sorted()
                    .toList();
        }
    }
}
