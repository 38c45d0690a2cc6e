package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands as people and scripts use them, each in a process of its own. */
@Timeout(400)
class LauncherTest extends WithLauncher {

    private static final List<String> MEMBERS =
            List.of("api", "apiKey", "operator", "sandbox", "webhooks", "whatsapp", "viber", "sms");

    @Test
    void survivesAKilledLauncherKeepsItsDataAndLeavesNoProcess() throws Exception {
        var said = run("up", "--detach", "--json", json().toString());
        assertEquals(0, said.status(), said.text());
        var addresses = new ObjectMapper().readTree(json().toFile());
        assertEquals(MEMBERS, names(addresses));
        assertTrue(said.text().contains("curl -s " + addresses.path("api").asText() + "/messages"), said.text());
        assertEquals(0, run("status").status());
        var message = send(addresses);

        var second = run("up");
        assertEquals(1, second.status());
        assertTrue(second.text().startsWith("Parley already runs from " + state()), second.text());

        var launcher = launcher();
        var children = launcher.descendants().toList();
        launcher.destroyForcibly();
        await("the children left", () -> children.stream().noneMatch(ProcessHandle::isAlive));

        var up = start("up");
        awaitReady();
        assertEquals("delivered", status(addresses, message));
        var everything = new ArrayList<>(up.descendants().toList());
        everything.add(up.toHandle());
        new ProcessBuilder("sh", "-c", "kill -INT " + up.pid()).start().waitFor();

        assertTrue(up.waitFor(60, TimeUnit.SECONDS), "Ctrl-C stops it");
        assertTrue(everything.stream().noneMatch(ProcessHandle::isAlive), "no child is left");
        assertTrue(ports.taken().isEmpty(), "nobody listens any more");
        assertFalse(Files.exists(state().resolve("postgres/postmaster.pid")), "PostgreSQL stopped in order");
    }
}
