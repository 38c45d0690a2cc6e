package io.parley.sandbox.meta.account;

import io.parley.sandbox.meta.error.GraphRejection;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The profile pictures, one file for each number that has one. Like Meta's, their links need no token; a new picture has a
 * new link, and the old one then returns 404.
 */
public final class ProfilePictures {
    /** Path prefix of links. */
    public static final String LINKS = "/graph-pictures/";

    private static final long MAX_BYTES = 5L * 1024 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final Map<String, byte[]> SIGNATURES =
            Map.of("image/png", PNG, "image/jpeg", JPEG, "image/jpg", JPEG);

    private final Map<String, Picture> pictures = new HashMap<>();

    private record Picture(String type, Path file) {}

    /**
     * Copies the file, which must be a JPEG or PNG of at most 5 MB.
     *
     * @return the last path segment of the picture's link
     */
    String add(String type, Path file) {
        try {
            if (!isPicture(type, file)) {
                throw GraphRejection.badParameter("Param profile_picture_handle must be that of a JPEG or PNG image.");
            }
            var name = UUID.randomUUID().toString();
            var copy = Files.createTempFile("sandbox-picture", null);
            copy.toFile().deleteOnExit();
            Files.write(copy, Files.readAllBytes(file));
            pictures.put(name, new Picture(type.equals("image/jpg") ? "image/jpeg" : type, copy));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPicture(String type, Path file) throws IOException {
        var signature = SIGNATURES.get(type);
        if (signature == null || Files.size(file) > MAX_BYTES) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(signature, in.readNBytes(signature.length));
        }
    }

    /** Deletes a picture; null is no picture. */
    void remove(String name) {
        var picture = name == null ? null : pictures.remove(name);
        if (picture != null) {
            delete(picture.file());
        }
    }

    void clear() {
        pictures.values().forEach(picture -> delete(picture.file()));
        pictures.clear();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves a link. */
    public void download(HttpServerRequest request) {
        var picture = pictures.get(request.path().substring(LINKS.length()));
        if (picture == null) {
            request.response().setStatusCode(404).end();
        } else {
            request.response()
                    .putHeader("Content-Type", picture.type())
                    .sendFile(picture.file().toString());
        }
    }
}
