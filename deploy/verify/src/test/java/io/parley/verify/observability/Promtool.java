package io.parley.verify.observability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.verify.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own checker of rules. On a developer's machine without it the tests are skipped, in CI they fail. */
final class Promtool {
    private static final long TIMEOUT_SECONDS = 120;

    private Promtool() {}

    static void require() {
        var isInstalled = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        if (!isInstalled && !"true".equals(System.getenv("CI"))) {
            System.out.println(
                    "promtool is not installed (Debian: apt-get install prometheus); its checks are skipped.");
            assumeTrue(false, "promtool is not installed");
        }
    }

    /** Syntax and types of the rules. */
    static List<Finding> check(AlertFiles files) {
        return run(
                "promtool-check",
                Stream.concat(Stream.of("check", "rules"), paths(files.files())).toList());
    }

    /** Unit tests of alerts. */
    static List<Finding> test(List<Path> files) {
        return run(
                "promtool-test",
                Stream.concat(Stream.of("test", "rules"), paths(files)).toList());
    }

    /**
     * Syntax and types of expressions, each as a recording rule.
     *
     * @param expressions by their place, for the finding
     */
    static List<Finding> parse(Map<String, String> expressions) {
        var rules = new ArrayList<Map<String, ?>>();
        expressions.forEach((where, expression) ->
                rules.add(Map.of("record", "parley:check", "expr", expression, "labels", Map.of("panel", where))));
        try {
            var file = Files.createTempFile("panels", ".yaml");
            try {
                new YAMLMapper()
                        .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "panels", "rules", rules))));
                return run("promtool-check", List.of("check", "rules", file.toString()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> paths(List<Path> files) {
        return files.stream().map(Path::toString);
    }

    private static List<Finding> run(String rule, List<String> arguments) {
        try {
            var output = Files.createTempFile("promtool", ".txt");
            try {
                var process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), arguments.stream())
                                .toList())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return List.of(new Finding(rule, "promtool", "no result after " + TIMEOUT_SECONDS + " s"));
                }
                return process.exitValue() == 0
                        ? List.of()
                        : List.of(new Finding(rule, "promtool", Files.readString(output)));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
