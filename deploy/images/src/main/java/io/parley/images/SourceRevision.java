package io.parley.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The source from which the images are built.
 *
 * @param commit hash of the commit, with the suffix {@code -modified} if files differ from it; null outside of a
 *     checkout
 * @param url URL of the repository; null if unknown
 * @param time time of the commit, which the images have as their creation time, so that it does not depend on the build
 */
record SourceRevision(String commit, String url, Instant time) {

    /**
     * Reads the revision from git; {@code SOURCE_DATE_EPOCH} (seconds) in the environment replaces the time.
     *
     * @param url URL of the repository; null for git's remote if that is one of https
     */
    static SourceRevision of(Path checkout, String url) {
        var fixed = Optional.ofNullable(System.getenv("SOURCE_DATE_EPOCH")).map(SourceRevision::seconds);
        if (!Files.exists(checkout.resolve(".git"))) {
            return new SourceRevision(null, url, fixed.orElse(Instant.EPOCH));
        }
        var commit = git(checkout, "rev-parse", "HEAD");
        var modified = git(checkout, "status", "--porcelain").isEmpty() ? "" : "-modified";
        var time = fixed.orElseGet(() -> seconds(git(checkout, "log", "-1", "--format=%ct")));
        return new SourceRevision(commit + modified, url == null ? remote(checkout) : url, time);
    }

    private static String remote(Path checkout) {
        return git(checkout, "remote", "-v")
                .lines()
                .map(line -> line.split("\\s+")[1])
                .filter(url -> url.startsWith("https://") && !url.contains("@"))
                .findFirst()
                .orElse(null);
    }

    private static String git(Path checkout, String... arguments) {
        return ExternalCommand.run(
                checkout,
                Stream.concat(Stream.of("git", "-c", "safe.directory=" + checkout), Arrays.stream(arguments))
                        .toList());
    }

    private static Instant seconds(String text) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            throw new ImageBuildException("Not a time in seconds: " + text, e);
        }
    }
}
