package io.parley.local;

import io.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;

/** Folder of a local run with its data, keys, logs and start-up caches. */
public record StateFolder(Path root) {

    public StateFolder {
        OwnerOnly.folder(root);
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /** Content of uploaded and received files. */
    Path media() {
        return root.resolve("media");
    }

    Path credentials() {
        return root.resolve("credentials.properties");
    }

    Path directory() {
        return root.resolve("directory.yaml");
    }

    Path caches() {
        return root.resolve("caches");
    }

    /** State folder of the platform that writes start-up caches; removed afterwards. */
    Path rehearsal() {
        return root.resolve("rehearsal");
    }

    /** Requests of {@code ./dev restart} to the launcher. */
    Path requests() {
        return folder("requests");
    }

    /** File that identifies the platform running from this folder. */
    Path running() {
        return root.resolve("running.properties");
    }

    /** Addresses and keys for the command line, while the platform runs. */
    Path addresses() {
        return root.resolve("platform.json");
    }

    /** Log of a component. */
    public Path log(String component) {
        return folder("logs").resolve(component + ".log");
    }

    /** Working folder of a child process; services read their settings there. */
    Path work(String component) {
        return folder("run").resolve(component);
    }

    private Path folder(String name) {
        return OwnerOnly.folder(root.resolve(name));
    }

    /** Removes everything except the start-up caches, which depend on the build, not on the data. */
    void reset() {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(root) && !file.startsWith(caches())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder. */
    void remove() {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only the owner can read. */
    static void writeSecret(Path file, Map<String, String> values) {
        var properties = new Properties();
        properties.putAll(values);
        var text = new java.io.StringWriter();
        try {
            properties.store(text, null);
            writeSecret(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeSecret(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.writeString(Files.createFile(draft, owner), text);
            Files.move(
                    draft,
                    file,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Properties read(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }
}
