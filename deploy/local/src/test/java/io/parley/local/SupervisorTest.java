package io.parley.local;

import static io.parley.local.LauncherDriver.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A local run restarts killed components and keeps its files private. */
@Timeout(600)
@Tag("fault")
class SupervisorTest {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    @TempDir
    Path folder;

    @RegisterExtension
    final LauncherDriver platform = new LauncherDriver(() -> folder);

    @Test
    void killedComponentsAreRestarted() throws Exception {
        assertEquals(
                0,
                platform.run("up", "--detach", "--json", platform.json().toString())
                        .status());
        var addresses = new ObjectMapper().readTree(platform.json().toFile());
        upload(addresses);
        requirePrivate();

        for (var name : List.of(
                "postgres", "messaging-service", "template-service", "flow-service", "webhook-gateway", "sandbox")) {
            var killed = process(name);
            killed.destroyForcibly();
            await(name + " is restarted", () -> isRestarted(name, killed.pid()));
        }
        awaitAllReady();
        platform.send(addresses);

        var before = process("messaging-service").pid();
        for (var name : List.of("messaging", "kafka", "postgres")) {
            var output = platform.run("restart", name);
            assertEquals(0, output.status(), output.text());
        }
        assertNotEquals(before, process("messaging-service").pid());
        awaitAllReady();
        var message = platform.send(addresses);

        var logs = platform.run("logs", "--no-follow", "--message", message).text();
        assertTrue(logs.lines().allMatch(line -> line.contains(message)), logs);
        assertTrue(
                Stream.of("dispatched", "delivered").allMatch(state -> logs.contains(state + " messageId=" + message)),
                logs);
        var launcher = platform.run("logs", "launcher", "--no-follow").text();
        assertTrue(launcher.contains("postgres has stopped unexpectedly"), launcher);
        assertTrue(launcher.contains("postgres is ready again after"), launcher);
        var unknown = platform.run("restart", "billing");
        assertEquals(1, unknown.status());
        assertTrue(
                unknown.text().startsWith("Unknown component billing; components are messaging-service, "),
                unknown.text());
        requirePrivate();
    }

    /** A stop during the writing does not wait for it and leaves no files. */
    @Test
    void cachesAreWrittenAfterTheStartAndCanBeInterrupted() throws Exception {
        platform.writeCaches();
        assertEquals(0, platform.run("up", "--detach").status());
        assertEquals(0, platform.run("status").status());
        var rehearsal = platform.state().resolve("rehearsal/run");
        await("a cache is being written", () -> Files.exists(rehearsal));
        await("its service runs", () -> platform.launcher().descendants().anyMatch(this::isRehearsing));
        var all = platform.launcher().descendants().toList();

        assertEquals(0, platform.run("down").status());

        await("all processes have ended", () -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertTrue(Files.notExists(platform.state().resolve("rehearsal")), "its files are removed");
    }

    private boolean isRehearsing(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(".new");
    }

    @Test
    void backOffGrowsToItsMaximum() {
        assertEquals(Duration.ofMillis(500), Supervisor.backOffAfter(0));
        assertEquals(Duration.ofSeconds(4), Supervisor.backOffAfter(3));
        assertEquals(Duration.ofSeconds(30), Supervisor.backOffAfter(1_000));
    }

    private void awaitAllReady() throws InterruptedException {
        await("all components are ready", () -> {
            try {
                return platform.run("status").status() == 0;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private boolean isRestarted(String name, long killed) {
        var log = read(platform.state().resolve("logs/launcher.log"));
        return log.contains(name + " is ready again") && process(name).pid() != killed;
    }

    /** Returns the process of a component, found by its working folder or its pid file. */
    private ProcessHandle process(String name) {
        return name.equals("postgres")
                ? ProcessHandle.of(Long.parseLong(read(platform.state().resolve("postgres/postmaster.pid"))
                                .lines()
                                .findFirst()
                                .orElse("0")))
                        .orElse(platform.launcher())
                : platform.launcher()
                        .descendants()
                        .filter(process -> name(process).equals(name))
                        .findFirst()
                        .orElse(platform.launcher());
    }

    private String name(ProcessHandle process) {
        try {
            return Path.of("/proc/" + process.pid() + "/cwd")
                    .toRealPath()
                    .getFileName()
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return ""; // being replaced
        }
    }

    private void upload(JsonNode addresses) throws Exception {
        var picture = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};
        var response = platform.upload(addresses, picture);
        assertEquals(200, response.statusCode(), response.body());
    }

    /** Checks the files of the database and the broker, media, logs, keys and settings. */
    private void requirePrivate() throws IOException {
        try (var files = Files.walk(platform.state())) {
            var all = files.filter(file -> !Files.isSymbolicLink(file)).toList();
            assertTrue(
                    Stream.of("postgres/base", "kafka/meta.properties", "media/files", "logs/messaging-service.log")
                            .allMatch(name -> all.contains(platform.state().resolve(name))),
                    all.toString());
            for (var file : all) {
                if (Files.exists(file)) {
                    var open = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                    assertTrue(
                            Files.getPosixFilePermissions(file).stream().noneMatch(OTHERS::contains),
                            file + " " + open);
                }
            }
        } catch (java.io.UncheckedIOException e) {
            if (!(e.getCause() instanceof java.nio.file.NoSuchFileException)) {
                throw e;
            }
            requirePrivate(); // the broker removed a file in the meantime
        }
    }
}
