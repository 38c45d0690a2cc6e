package io.parley.sandbox.phone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Files that persons send by Viber, which passes a link to them. The oldest are deleted. Runs on the event loop. */
public final class PhoneFiles {
    private static final long MAX_BYTES = 32L * 1024 * 1024;

    private final Map<String, Stored> files = new LinkedHashMap<>();
    private long bytes;

    /** A file with its content type. */
    public record Stored(String type, byte[] content) {}

    /** Stores a file. Returns its id. */
    public String add(Stored file) {
        var id = UUID.randomUUID().toString();
        files.put(id, file);
        bytes += file.content.length;
        var oldest = files.values().iterator();
        while (bytes > MAX_BYTES && files.size() > 1) {
            bytes -= oldest.next().content.length;
            oldest.remove();
        }
        return id;
    }

    public Optional<Stored> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    public void clear() {
        files.clear();
        bytes = 0;
    }
}
