package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortCheckTest {

    @TempDir
    Path folder;

    @Test
    void namesThePortThatIsTakenAndTheFlagThatMovesIt() throws Exception {
        var ports = Ports.free();
        try (var other = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            var refusal =
                    assertThrows(StartupException.class, () -> new PortCheck(ports, new StateFolder(folder)).require());

            assertEquals(
                    "Port " + other.getLocalPort() + " is taken by another program; --port-base N moves all of Parley's"
                            + " ports (now " + ports.base() + ").",
                    refusal.getMessage());
        }
    }

    @Test
    void refusesAFolderFromWhichAPlatformRuns() {
        var ports = Ports.free();
        var state = new StateFolder(folder);
        RunningPlatform.here(ports).write(state);

        var refusal = assertThrows(StartupException.class, () -> new PortCheck(ports, state).require());

        assertTrue(refusal.getMessage().startsWith("Parley already runs from " + folder), refusal.getMessage());
    }

    @Test
    void takesOverTheFolderOfALauncherThatWasKilled() {
        var ports = Ports.free();
        var state = new StateFolder(folder);
        new RunningPlatform(ProcessHandle.current().pid(), "some other time", ports.base(), true).write(state);

        assertDoesNotThrow(() -> new PortCheck(ports, state).require());
    }
}
