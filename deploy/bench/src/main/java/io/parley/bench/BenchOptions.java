package io.parley.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Options of {@code ./dev bench}.
 *
 * @param benchmarks names of the benchmarks to run, in the order given; empty for all
 * @param quick whether rounds and warm-up are short
 * @param json file for the figures; null for none
 * @param install whether a missing package of another product may be installed
 */
record BenchOptions(Set<String> benchmarks, boolean quick, Path json, boolean install) {

    /**
     * @param known names of all benchmarks
     * @throws UsageException if an argument is unknown, or --json has no file
     */
    static BenchOptions of(List<String> arguments, Collection<String> known) {
        var benchmarks = new LinkedHashSet<String>();
        var quick = false;
        var install = false;
        Path json = null;
        var words = new ArrayDeque<>(arguments);
        while (!words.isEmpty()) {
            var word = words.removeFirst();
            switch (word) {
                case "--quick" -> quick = true;
                case "--install" -> install = true;
                case "--json" -> json = file(words);
                default -> benchmarks.add(name(word, known));
            }
        }
        return new BenchOptions(benchmarks, quick, json, install);
    }

    private static Path file(ArrayDeque<String> words) {
        if (words.isEmpty() || words.peekFirst().startsWith("--")) {
            throw new UsageException("--json needs a file");
        }
        return Path.of(words.removeFirst());
    }

    private static String name(String word, Collection<String> known) {
        if (!known.contains(word)) {
            throw new UsageException("Unknown benchmark " + word + "; benchmarks are " + String.join(" ", known)
                    + ", options --quick, --json FILE and --install (for peer).");
        }
        return word;
    }

    Pace pace() {
        return quick ? Pace.QUICK : Pace.FULL;
    }
}
