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
 * @param output folder for the archives
 * @param work folder for intermediate files, which a later build uses again
 * @param tag tag of the images; null for the version of the project
 * @param source URL of the sources, for the labels; null for git's remote if that is one of https
 */
record ImageOptions(
        Set<Application> images, String base, boolean startCaches, Path output, Path work, String tag, String source) {

    /** @param target default folder for the archives; intermediate files are below it */
    static ImageOptions parse(List<String> arguments, Path target) {
        var images = EnumSet.noneOf(Application.class);
        String base = null;
        String tag = null;
        String source = null;
        var output = target;
        var work = target.resolve("work");
        var startCaches = true;
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var word = rest.remove();
            switch (word) {
                case "--base" -> base = value(word, rest);
                case "--tag" -> tag = value(word, rest);
                case "--source" -> source = value(word, rest);
                case "--output" -> output = Path.of(value(word, rest)).toAbsolutePath();
                case "--work" -> work = Path.of(value(word, rest)).toAbsolutePath();
                case "--no-start-caches" -> startCaches = false;
                default -> images.add(application(word));
            }
        }
        // The cache is valid for one build of the JVM only, and that of another image is unknown.
        return new ImageOptions(
                images.isEmpty() ? EnumSet.allOf(Application.class) : images,
                base,
                startCaches && base == null,
                output,
                work,
                tag,
                source);
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
