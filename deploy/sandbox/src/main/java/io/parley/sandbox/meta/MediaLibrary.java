package io.parley.sandbox.meta;

import io.parley.sandbox.fault.MediaFault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The uploaded files by id, and the links to them. Runs on the event loop; the files are deleted with the JVM. */
final class MediaLibrary {
    private static final byte[] PDF = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Link> links = new HashMap<>();
    private final LongSupplier clock;
    private final long linkMillis;
    private Path folder;

    /**
     * @param clock milliseconds
     * @param linkMillis lifetime of a link
     */
    MediaLibrary(LongSupplier clock, long linkMillis) {
        this.clock = clock;
        this.linkMillis = linkMillis;
    }

    /**
     * One file.
     *
     * @param number id of the phone number for which the file was uploaded
     */
    record Item(String id, String number, String mimeType, Path file, long size, byte[] sha256, MediaDefect defect) {}

    private record Link(String id, long until) {}

    /** Returns the path for a new file. */
    Path newFile() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("sandbox-media");
                folder.toFile().deleteOnExit();
            }
            var file = folder.resolve(UUID.randomUUID().toString());
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(String id, String number, String mimeType, Path file, MediaDefect defect) {
        try {
            if (defect.occurs(MediaFault.wrongType)) {
                Files.write(file, PDF, StandardOpenOption.WRITE);
            }
            items.put(id, new Item(id, number, mimeType, file, Files.size(file), sha256(file), defect));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Item> find(String id) {
        return Optional.ofNullable(items.get(id));
    }

    boolean remove(String id) {
        var item = items.remove(id);
        return item != null && item.file().toFile().delete();
    }

    /** Creates a link to the file. Returns its last path segment. */
    String link(Item item) {
        links.values().removeIf(link -> link.until() <= clock.getAsLong());
        var name = UUID.randomUUID().toString();
        links.put(name, new Link(item.id(), clock.getAsLong() + linkMillis));
        return name;
    }

    /** Returns the file of a link that has not expired, if the file exists. */
    Optional<Item> findByLink(String name) {
        return Optional.ofNullable(links.get(name))
                .filter(link -> link.until() > clock.getAsLong())
                .flatMap(link -> find(link.id()));
    }

    private static byte[] sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
