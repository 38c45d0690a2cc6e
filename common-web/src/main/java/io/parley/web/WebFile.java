package io.parley.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script or style sheet of our pages, cached in memory. A server sends the files below one path, since they refer to
 * each other by relative URLs. They are not below {@code META-INF/resources}: Quarkus would serve them with the date of the
 * jar, which is the same in every build, so that browsers would keep files of an older release.
 *
 * @param type content type
 * @param tag entity tag of the content, with its quotes
 */
public record WebFile(String type, byte[] bytes, String tag) {
    private static final String FOLDER = "/web/";
    private static final Pattern PATH = Pattern.compile("[a-z]+(?:-[a-z]+)*(?:/[a-z]+(?:-[a-z]+)*)*\\.(js|css)");
    private static final int MAX_PATH = 100;
    private static final int TAG_BYTES = 16;

    /** Only files that exist, so it cannot grow by requests. */
    private static final Map<String, WebFile> CACHE = new ConcurrentHashMap<>();

    /**
     * Returns a file.
     *
     * @param path such as {@code flow-renderer/parley-flow.js} or {@code design/tokens.css}
     */
    public static Optional<WebFile> find(String path) {
        var match = PATH.matcher(path);
        return path.length() <= MAX_PATH && match.matches()
                ? Optional.ofNullable(CACHE.computeIfAbsent(path, known -> read(known, type(match.group(1)))))
                : Optional.empty();
    }

    /** Null if there is no such file. */
    private static @Nullable WebFile read(String path, String type) {
        try (var stream = WebFile.class.getResourceAsStream(FOLDER + path)) {
            if (stream == null) {
                return null;
            }
            var bytes = stream.readAllBytes();
            return new WebFile(type, bytes, tag(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String extension) {
        return extension.equals("js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8";
    }

    private static String tag(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
