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
 * Caches of loaded classes, which halve the start-up time of a JVM: an AOT cache since JDK 25, a CDS archive before. A
 * cache is valid for one JVM build, its flags and exact jars. The file name contains their hash, so that a stale cache
 * is never used.
 */
final class StartCaches {

    private static final int NAME_LENGTH = 16;

    private final Path folder;
    private final boolean used;
    private final List<String> jvmFlags;
    private final boolean recording;
    private final Set<Path> recorded = ConcurrentHashMap.newKeySet();

    /**
     * Cache flags of a JVM.
     *
     * @param writes whether it writes a cache at its end, which takes time
     */
    record Flags(List<String> flags, boolean writes) {
        static final Flags NONE = new Flags(List.of(), false);
    }

    /** @param recording whether components without a cache write one when they stop */
    StartCaches(Path folder, JvmProfile jvm, boolean recording) {
        this.folder = folder;
        this.used = jvm.caches();
        this.jvmFlags = jvm.flags();
        this.recording = recording;
    }

    /** Returns whether caches are enabled and this component has none. */
    boolean isMissing(String component, Path jar) {
        return used && !Files.exists(cache(component, jar));
    }

    /** Activates the caches of stopped components. An incomplete cache keeps its draft name and is never used. */
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

    private Path cache(String component, Path jar) {
        return folder.resolve(component + "-" + key(jar) + (usesAotCache() ? ".aot" : ".jsa"));
    }

    /** Returns the flags by which a component uses or writes its cache, or none. */
    Flags flags(String component, Path jar) {
        if (!used) {
            return Flags.NONE;
        }
        var cache = cache(component, jar);
        if (Files.exists(cache)) {
            var flag = usesAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
            return new Flags(List.of(flag + cache, "-Xlog:disable"), false);
        }
        if (!recording) {
            return Flags.NONE;
        }
        deleteOthers(component);
        recorded.add(cache);
        var flag = usesAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        return new Flags(List.of(flag + draft(cache), "-Xlog:disable"), true);
    }

    static boolean usesAotCache() {
        return Runtime.version().feature() >= 25;
    }

    private void deleteOthers(String component) {
        try {
            OwnerOnly.folder(folder);
            try (var files = Files.newDirectoryStream(folder, component + "-*")) {
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
