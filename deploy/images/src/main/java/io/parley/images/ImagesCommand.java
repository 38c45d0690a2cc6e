package io.parley.images;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code ./dev images}: builds the images and prints their sizes, start times and digests. */
final class ImagesCommand {

    private ImagesCommand() {}

    /** Arguments: those of {@code ./dev images}. The system property {@code parley.home} is the checkout. */
    public static void main(String[] arguments) {
        try {
            var checkout = Path.of(System.getProperty("parley.home")).toAbsolutePath();
            var target = checkout.resolve("deploy/images/target");
            var options = ImageOptions.parse(Arrays.asList(arguments), target);
            print(new ImageBuild(checkout, options).run(), options, System.out);
        } catch (ImageBuildException | io.parley.local.StartupException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        // Threads of the platform's broker may outlive it.
        System.exit(0);
    }

    static void print(List<ImageBuild.Result> results, ImageOptions options, PrintStream out) {
        out.printf("%-52s %10s %10s %7s  %s%n", "image", "archive", "unpacked", "start", "digest");
        for (var result : results) {
            out.printf(
                    Locale.ROOT,
                    "%-52s %7.1f MB %7.1f MB %7s  %s%n",
                    result.reference(),
                    megabytes(result.archive()),
                    megabytes(result.unpacked()),
                    seconds(result.startTime()),
                    result.digest());
        }
        out.println("Archives and bills of materials: " + options.output());
    }

    private static String seconds(Duration startTime) {
        return startTime == null ? "-" : String.format(Locale.ROOT, "%.1f s", startTime.toMillis() / 1e3);
    }

    private static double megabytes(long bytes) {
        return bytes / 1e6;
    }
}
