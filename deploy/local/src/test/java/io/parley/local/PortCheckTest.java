package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PortCheckTest {

    @TempDir
    Path folder;

    @Test
    void occupiedPortIsReportedWithTheOption() throws Exception {
        var ports = Ports.free();
        try (var other = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            var failure =
                    assertThrows(StartupException.class, () -> new PortCheck(ports, new StateFolder(folder)).require());

            assertEquals(
                    "Port " + other.getLocalPort() + " is in use by another program; --port-base N moves all of"
                            + " Parley's ports (now " + ports.base() + ").",
                    failure.getMessage());
        }
    }

    @Test
    void folderInUseIsRejected() {
        var ports = Ports.free();
        var state = new StateFolder(folder);
        RunningPlatform.here(ports).write(state);

        var failure = assertThrows(StartupException.class, () -> new PortCheck(ports, state).require());

        assertTrue(failure.getMessage().startsWith("Parley is already running from " + folder), failure.getMessage());
    }

    @Test
    void folderOfAKilledLauncherIsAccepted() {
        var ports = Ports.free();
        var state = new StateFolder(folder);
        new RunningPlatform(ProcessHandle.current().pid(), "some other time", ports.base(), true).write(state);

        assertDoesNotThrow(() -> new PortCheck(ports, state).require());
    }
}
