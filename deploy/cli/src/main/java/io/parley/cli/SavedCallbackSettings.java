package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The callback settings that {@code parley listen} has to restore, in case it is killed: the next run finds them and
 * restores them in place of its own URL. Without the account's secret.
 */
final class SavedCallbackSettings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = "settings";

    private final Path file;

    /** What the file contained at the start; empty if there was none. */
    private final ObjectNode previous;

    private SavedCallbackSettings(Path file, ObjectNode previous) {
        this.file = file;
        this.previous = previous;
    }

    /** Opens the file of a platform. Fails if another {@code parley listen} runs on it. */
    static SavedCallbackSettings in(Path folder, URI platform) {
        var file = folder.resolve("listen-" + platform.getAuthority().replaceAll("[^A-Za-z0-9.]", "-") + ".json");
        try {
            var previous =
                    Files.exists(file) ? (ObjectNode) JSON.readTree(Files.readString(file)) : JSON.createObjectNode();
            var pid = previous.path("pid").asLong();
            if (pid > 0
                    && pid != ProcessHandle.current().pid()
                    && ProcessHandle.of(pid).isPresent()) {
                throw new CommandFailure(
                        ExitCode.FAILED, "parley listen runs already (process " + pid + "); end it first.");
            }
            return new SavedCallbackSettings(file, previous);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the settings of an earlier run that was killed, otherwise the current ones; empty if there are none. */
    ObjectNode previousOr(String path, JsonNode current) {
        var url = previous.path("url").asText();
        var isLeftOver = !url.isEmpty() && current.toString().contains('"' + url + '"');
        var kept = previous.path(SETTINGS).path(path);
        if (isLeftOver && kept instanceof ObjectNode settings) {
            return settings;
        }
        return current instanceof ObjectNode settings ? settings : JSON.createObjectNode();
    }

    void write(String url, Map<String, ObjectNode> settings) {
        var content = JSON.createObjectNode()
                .put("pid", ProcessHandle.current().pid())
                .put("url", url);
        var all = content.putObject(SETTINGS);
        settings.forEach((path, value) -> all.set(path, withoutSecret(value.deepCopy())));
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.writeString(Files.createFile(file, owner), content.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode withoutSecret(ObjectNode settings) {
        if (settings.path("signature") instanceof ObjectNode signature) {
            signature.remove("secret");
        }
        return settings;
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
