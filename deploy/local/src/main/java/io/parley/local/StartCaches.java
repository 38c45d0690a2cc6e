package io.parley.local;

import io.parley.embedded.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a JVM wrote down about classes it once loaded, so that the next one starts in half the time: an AOT cache from
 * JDK 25 on, a CDS archive before. A cache belongs to one JVM build, its flags and exact jars, and its file is named after them, so a
 * stale one is never picked up.
 */
final class StartCaches {

    private static final int NAME_LENGTH = 16;

    private final Path folder;
    private final boolean used;
    private final List<String> jvmFlags;
    private final boolean recording;
    private final Set<Path> recorded = ConcurrentHashMap.newKeySet();

    /**
     * What a JVM is told.
     *
     * @param writes whether it writes a cache when it ends, which takes a while
     */
    record Flags(List<String> flags, boolean writes) {
        static final Flags NONE = new Flags(List.of(), false);
    }

    /** @param recording whether parts without a cache write one when they stop */
    StartCaches(Path folder, JvmProfile jvm, boolean recording) {
        this.folder = folder;
        this.used = jvm.caches();
        this.jvmFlags = jvm.flags();
        this.recording = recording;
    }

    /** Whether this part would start faster if somebody recorded it. */
    boolean isMissing(String part, Path jar) {
        return used && !Files.exists(cache(part, jar));
    }

    /** What stopped parts wrote is whole now and can be used. One that was cut short keeps its draft's name and never is. */
    void publish() {
        for (var cache : recorded) {
            try {
                if (Files.exists(draft(cache))) {
                    Files.move(draft(cache), cache, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        recorded.clear();
    }

    private static Path draft(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".new");
    }

    private Path cache(String part, Path jar) {
        return folder.resolve(part + "-" + key(jar) + (leyden() ? ".aot" : ".jsa"));
    }

    /** Flags that make a part use its cache, or write one, or neither. */
    Flags flags(String part, Path jar) {
        if (!used) {
            return Flags.NONE;
        }
        var cache = cache(part, jar);
        if (Files.exists(cache)) {
            var flag = leyden() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
            return new Flags(List.of(flag + cache, "-Xlog:disable"), false);
        }
        if (!recording) {
            return Flags.NONE;
        }
        forgetOthers(part);
        recorded.add(cache);
        var flag = leyden() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        return new Flags(List.of(flag + draft(cache), "-Xlog:disable"), true);
    }

    static boolean leyden() {
        return Runtime.version().feature() >= 25;
    }

    private void forgetOthers(String part) {
        try {
            OwnerOnly.folder(folder);
            try (var files = Files.newDirectoryStream(folder, part + "-*")) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key(Path jar) {
        var digest = sha256();
        digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(jvmFlags.toString().getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(jar.getParent())) {
            for (var file : files.filter(path -> path.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                digest.update((file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file))
                        .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
