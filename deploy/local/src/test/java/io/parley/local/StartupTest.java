package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages of a slow or failed start, and the selection of start-up caches. */
@Timeout(120)
@Tag("slow")
class StartupTest {

    @TempDir
    Path folder;

    @Test
    void fullDiskIsReportedInOneSentence() {
        var failure = new IllegalStateException(new UncheckedIOException(new IOException("No space left on device")));

        var message = StartupFailure.describe(failure, new StateFolder(folder));

        assertTrue(message.startsWith("The disk is full: "), message);
        assertTrue(message.endsWith("Free some space, or choose a folder on another disk by --state DIR."), message);
    }

    @Test
    void otherFailureIsReportedWithItsTraceInTheLog() throws IOException {
        var state = new StateFolder(folder);

        var message = StartupFailure.describe(new IllegalStateException("no port\nat all"), state);

        assertEquals("IllegalStateException: no port; see " + folder.resolve("logs/launcher.log") + ".", message);
        assertTrue(Files.readString(state.log("launcher")).contains("at io.parley.local.StartupTest"));
    }

    /** Uses a file system of one megabyte; skipped where it cannot be mounted. */
    @Test
    void upOnAFullDiskFailsWithOneLine() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var script = "mount -t tmpfs -o size=1m none '" + folder + "' || exit 77; exec '" + java
                + "' -cp '" + System.getProperty("java.class.path") + "' -Dparley.home='"
                + System.getProperty("parley.home")
                + "' io.parley.local.Launcher up --state '" + folder + "/state' --port-base "
                + Ports.free().base();
        var process = new ProcessBuilder("unshare", "-rm", "sh", "-c", script)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var status = process.waitFor();
        assumeTrue(status != 77 && !output.startsWith("unshare:"), output);

        assertEquals(1, status, output);
        assertEquals(1, output.lines().count(), output);
        assertTrue(output.startsWith("The disk is full: "), output);
    }

    @Test
    void componentWithoutLogAndCpuActivityIsStalled() throws Exception {
        var component = new Busy();
        var log = folder.resolve("part.log");
        var stall = new StallDetector(component, log, Duration.ofMillis(200));

        for (var i = 0; i < 5; i++) {
            Files.writeString(log, "line\n".repeat(i + 1));
            Thread.sleep(100);
            assertFalse(stall.isStalled());
        }
        for (var i = 0; i < 5; i++) {
            component.cpu += 5_000;
            Thread.sleep(100);
            assertFalse(stall.isStalled());
        }
        component.cpu += 100; // what a waiting JVM uses
        Thread.sleep(300);
        assertTrue(stall.isStalled());
    }

    @Test
    void cacheIsUsedOnlyAfterItsComponentStopped() throws Exception {
        var jar = Files.writeString(folder.resolve("part.jar"), "");
        var caches = folder.resolve("caches");
        var recording = new StartCaches(caches, JvmProfile.LOCAL, true);
        var using = new StartCaches(caches, JvmProfile.LOCAL, false);

        var flags = recording.flags("part", jar);
        assertTrue(flags.writes());
        var draft = Path.of(flags.flags().getFirst().replaceFirst(".*=", ""));
        Files.writeString(draft, "half of it"); // the JVM was killed while writing
        assertTrue(using.isMissing("part", jar));
        assertEquals(List.of(), using.flags("part", jar).flags());

        recording.publish();

        assertFalse(using.isMissing("part", jar));
        assertFalse(Files.exists(draft));
        assertTrue(using.flags("part", jar)
                .flags()
                .getFirst()
                .endsWith(draft.toString().replace(".new", "")));
    }

    private static final class Busy implements Component {
        private long cpu;

        @Override
        public String name() {
            return "part";
        }

        @Override
        public void start() {}

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public long cpuMillis() {
            return cpu;
        }

        @Override
        public void stop() {}
    }
}
