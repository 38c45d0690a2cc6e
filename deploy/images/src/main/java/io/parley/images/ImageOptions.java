package io.parley.images;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Options of {@code ./dev images}.
 *
 * @param images images to build
 * @param base base image with a Java runtime; null for one made of Debian packages and of the JDK in use
 * @param startCaches whether the images contain start caches
 * @param clean whether to discard what earlier builds left
 * @param output folder for the archives; relative to the caller's working folder
 * @param tag tag of the images; null for the version of the project
 */
record ImageOptions(Set<Application> images, String base, boolean startCaches, boolean clean, Path output, String tag) {

    static ImageOptions parse(List<String> arguments, Path defaultOutput) {
        var images = EnumSet.noneOf(Application.class);
        String base = null;
        String tag = null;
        var output = defaultOutput;
        var startCaches = true;
        var clean = false;
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var word = rest.remove();
            switch (word) {
                case "--base" -> base = value(word, rest);
                case "--tag" -> tag = value(word, rest);
                case "--output" -> output = Path.of(value(word, rest)).toAbsolutePath();
                case "--no-start-caches" -> startCaches = false;
                case "--clean" -> clean = true;
                default -> images.add(application(word));
            }
        }
        // The cache is valid for one build of the JVM only, and that of another image is unknown.
        return new ImageOptions(
                images.isEmpty() ? EnumSet.allOf(Application.class) : images,
                base,
                startCaches && base == null,
                clean,
                output,
                tag);
    }

    private static String value(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw new ImageBuildException(option + " needs a value.");
        }
        return rest.remove();
    }

    private static Application application(String word) {
        if (word.startsWith("-")) {
            throw new ImageBuildException("Unknown option " + word + "; see ./dev help.");
        }
        return Application.named(word);
    }
}
