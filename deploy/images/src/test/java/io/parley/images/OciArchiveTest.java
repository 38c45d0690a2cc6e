package io.parley.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes small images and reads the archives again. */
class OciArchiveTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T10:15:30Z");
    private static final List<String> ENTRYPOINT = List.of("/opt/java/bin/java", "-jar", "/app/run.jar");

    @TempDir
    Path temporary;

    private Path files;

    @BeforeEach
    void createFiles() throws IOException {
        files = temporary.resolve("files");
        var program = files.resolve("bin/program");
        ImageFiles.write(program, "program");
        ImageFiles.write(files.resolve("data.txt"), "data");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(files.resolve("data.txt"), PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    private OciArchive archive(String label) {
        return new OciArchive(
                "parley/test:1",
                null,
                List.of(new ImageLayer("files", files, "/app")),
                ENTRYPOINT,
                Map.of("LANG", "C.UTF-8"),
                Map.of("org.opencontainers.image.title", label),
                List.of(8081),
                "/app/data/media",
                CREATED);
    }

    @Test
    void theSameFilesGiveTheSameImageAtAnotherTime() throws IOException {
        var first = archive("a").write(temporary.resolve("first.tar"), temporary.resolve("one"));
        Files.setLastModifiedTime(files.resolve("data.txt"), FileTime.from(Instant.now()));

        var second = archive("a").write(temporary.resolve("second.tar"), temporary.resolve("two"));

        assertEquals(first, second);
        assertEquals(-1, Files.mismatch(temporary.resolve("first.tar"), temporary.resolve("second.tar")));
    }

    @Test
    void anotherFileOrLabelGivesAnotherDigest() {
        var first = archive("a").write(temporary.resolve("first.tar"), temporary.resolve("one"));
        var relabelled = archive("b").write(temporary.resolve("second.tar"), temporary.resolve("one"));
        ImageFiles.write(files.resolve("data.txt"), "changed");
        OciArchive.forgetLayers(temporary.resolve("one"));

        var changed = archive("a").write(temporary.resolve("third.tar"), temporary.resolve("one"));

        assertNotEquals(first, relabelled);
        assertNotEquals(first, changed);
    }

    @Test
    void theImageRunsAsAnUnprivilegedUserWithoutAShell() throws IOException {
        var archive = temporary.resolve("image.tar");
        archive("Parley test").write(archive, temporary.resolve("work"));

        var image = configuration(archive);

        assertEquals("2026-03-01T10:15:30Z", image.get("created").asText());
        assertEquals("linux", image.get("os").asText());
        assertEquals(OciArchive.architecture(), image.get("architecture").asText());
        var process = image.get("config");
        assertEquals("10001:10001", process.get("User").asText());
        assertEquals("/app", process.get("WorkingDir").asText());
        assertEquals(ENTRYPOINT, new ObjectMapper().convertValue(process.get("Entrypoint"), List.class));
        assertEquals("LANG=C.UTF-8", process.get("Env").get(0).asText());
        assertEquals(
                "Parley test",
                process.get("Labels").get("org.opencontainers.image.title").asText());
        assertTrue(process.get("ExposedPorts").has("8081/tcp"));
    }

    @Test
    void onlyRootCanWriteTheFilesAndTheProcessItsDataAndTheTemporaryFolder() throws IOException {
        var archive = temporary.resolve("image.tar");
        archive("a").write(archive, temporary.resolve("work"));

        var entries = entries(archive);

        assertEquals(0755, entries.get("app/bin/program").getMode() & 0777);
        assertEquals(0644, entries.get("app/data.txt").getMode() & 0777);
        assertEquals(0777, entries.get("tmp/").getMode() & 0777);
        assertEquals(10001, entries.remove("app/data/media/").getLongUserId());
        assertFalse(entries.values().stream().anyMatch(entry -> entry.getLongUserId() != 0));
        assertTrue(entries.values().stream()
                .filter(TarArchiveEntry::isFile)
                .allMatch(entry -> entry.getLastModifiedTime().toInstant().equals(ImageFiles.TIME)));
    }

    private static JsonNode configuration(Path archive) throws IOException {
        var index = json(archive, "index.json");
        var manifest = json(archive, blob(index.get("manifests").get(0)));
        return json(archive, blob(manifest.get("config")));
    }

    private static String blob(JsonNode descriptor) {
        return "blobs/" + descriptor.get("digest").asText().replace(':', '/');
    }

    private static JsonNode json(Path archive, String name) throws IOException {
        try (var tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new ObjectMapper().readTree(tar.readAllBytes());
                }
            }
        }
        throw new AssertionError("no " + name + " in " + archive);
    }

    private static Map<String, TarArchiveEntry> entries(Path archive) throws IOException {
        var manifest =
                json(archive, blob(json(archive, "index.json").get("manifests").get(0)));
        var all = new HashMap<String, TarArchiveEntry>();
        for (var layer : manifest.get("layers")) {
            try (var tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.getName().equals(blob(layer))) {
                        var files = new TarArchiveInputStream(new GZIPInputStream(tar));
                        for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                            all.put(file.getName(), file);
                        }
                        break;
                    }
                }
            }
        }
        return all;
    }
}
