package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of {@code docs/tutorial.md}, in its order, in one shell, with the addresses of the test's platform. */
@ExtendWith(OnePlatform.class)
@Timeout(200)
@Tag("slow")
class TutorialTest {
    private static final Path PAGE = Path.of(System.getProperty("parley.home"), "docs/tutorial.md");
    private static final Pattern COMMANDS = Pattern.compile("(?m)^```bash\\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern FILES =
            Pattern.compile("`([A-Za-z.]+)`:\\n\\n```(?:json|java)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    Path folder;

    private final Platform platform;

    TutorialTest(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void removeSettings() throws Exception {
        new ProductTeam(platform).put("/configurations/callbacks", Map.of());
    }

    @Test
    void everyCommandSucceeds() throws Exception {
        var page = withAddresses(Files.readString(PAGE));
        for (var file : FILES.matcher(page).results().toList()) {
            Files.writeString(folder.resolve(file.group(1)), file.group(2));
        }
        prepareCheckout();
        var script = new StringBuilder("set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n");
        COMMANDS.matcher(page).results().forEach(block -> script.append(block.group(1)));
        Files.writeString(folder.resolve("tutorial.sh"), script);

        var output = folder.resolve("output.txt");
        var builder = new ProcessBuilder("timeout", "150", "bash", "-x", "tutorial.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
        builder.environment().put("PATH", path);
        var shell = builder.start();

        assertTrue(shell.waitFor(180, TimeUnit.SECONDS), () -> text(output));
        assertEquals(0, shell.exitValue(), () -> text(output));
        assertTrue(
                Files.readString(folder.resolve("received.txt")).contains("forged {}"), "unsigned calls are noticed");
    }

    private String withAddresses(String page) {
        return page.replace("127.0.0.1:8080", platform.endpoints().front().replace("http://", ""))
                .replace("127.0.0.1:8085", platform.endpoints().sandbox().replace("http://", ""))
                .replace("9999", Integer.toString(FreePorts.next()));
    }

    /** The folder looks like a checkout whose platform runs already. */
    private void prepareCheckout() throws IOException {
        Files.createSymbolicLink(folder.resolve(".parley"), platform.state().root());
        var java = Path.of(System.getProperty("java.home"), "bin/java");
        program(
                "parley",
                "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' -Dparley.home='%s' io.parley.cli.Parley \"$@\""
                        .formatted(java, System.getProperty("java.class.path"), folder));
        program("dev", "case $1 in up | down) ;; *) exit 1 ;; esac");
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
