package io.parley.local;

import static io.parley.local.LauncherDriver.await;
import static io.parley.local.LauncherDriver.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's commands, each in its own process. */
@Timeout(400)
@Tag("slow")
class LauncherTest {
    /** Bit of signal 2 in {@code /proc/self/status}. */
    private static final long SIGINT = 1 << 1;

    private static final List<String> MEMBERS =
            List.of("api", "apiKey", "operator", "console", "sandbox", "webhooks", "whatsapp", "viber", "sms");

    @TempDir
    Path folder;

    @RegisterExtension
    final LauncherDriver platform = new LauncherDriver(() -> folder);

    @Test
    void killedLauncherKeepsItsDataAndLeavesNoProcess() throws Exception {
        var output = platform.run("up", "--detach", "--json", platform.json().toString());
        assertEquals(0, output.status(), output.text());
        var addresses = new ObjectMapper().readTree(platform.json().toFile());
        assertEquals(MEMBERS, names(addresses));
        assertTrue(output.text().contains("curl -s " + addresses.path("api").asText() + "/messages"), output.text());
        assertEquals(0, platform.run("status").status());
        var message = platform.send(addresses);

        var second = platform.run("up");
        assertEquals(1, second.status());
        assertTrue(second.text().startsWith("Parley is already running from " + platform.state()), second.text());

        var launcher = platform.launcher();
        var children = launcher.descendants().toList();
        launcher.destroyForcibly();
        await("the child processes ended", () -> children.stream().noneMatch(ProcessHandle::isAlive));

        var up = platform.start("up");
        platform.awaitReady();
        assertEquals("delivered", platform.status(addresses, message));
        var everything = new ArrayList<>(up.descendants().toList());
        everything.add(up.toHandle());
        new ProcessBuilder("sh", "-c", "kill -" + interrupt() + " " + up.pid())
                .start()
                .waitFor();

        assertTrue(up.waitFor(60, TimeUnit.SECONDS), "Ctrl-C stops it");
        assertTrue(everything.stream().noneMatch(ProcessHandle::isAlive), "no process is left");
        assertTrue(platform.ports.occupied().isEmpty(), "all ports are free");
        assertFalse(Files.exists(platform.state().resolve("postgres/postmaster.pid")), "PostgreSQL stopped gracefully");
    }

    /**
     * The signal of Ctrl-C. A shell lets processes in the background ignore it, and their children with them; then the
     * signal of {@code kill}.
     */
    private static String interrupt() throws Exception {
        var status = Path.of("/proc/self/status");
        var isIgnored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(signals -> (signals & SIGINT) != 0);
        return isIgnored ? "TERM" : "INT";
    }
}
