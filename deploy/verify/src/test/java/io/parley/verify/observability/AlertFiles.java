package io.parley.verify.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.verify.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The rules of Prometheus with their tests and runbooks, in the repository or in a copy of it.
 *
 * @param root of the checkout or the copy
 */
record AlertFiles(Path root) {
    private static final YAMLMapper YAML = new YAMLMapper();
    static final String FOLDER = "deploy/helm/parley/files/alerts";

    /**
     * @param file its name
     * @param node as in the file
     */
    record Rule(String file, JsonNode node) {
        boolean isAlert() {
            return node.has("alert");
        }

        String name() {
            return node.path(isAlert() ? "alert" : "record").asText();
        }

        String expression() {
            return node.path("expr").asText();
        }

        String annotation(String name) {
            return node.path("annotations").path(name).asText();
        }

        String where() {
            return file + ": " + name();
        }
    }

    /** What a unit test expects of an alert at a time. */
    record Expectation(String alert, boolean isFiring) {}

    static AlertFiles ofRepository() {
        return new AlertFiles(Repository.path(""));
    }

    List<Path> files() {
        return yaml(root.resolve(FOLDER));
    }

    List<Path> tests() {
        return yaml(root.resolve(FOLDER).resolve("tests"));
    }

    List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        for (var file : files()) {
            for (var group : read(file).path("groups")) {
                group.path("rules")
                        .forEach(rule -> rules.add(new Rule(file.getFileName().toString(), rule)));
            }
        }
        return rules;
    }

    List<Rule> alerts() {
        return rules().stream().filter(Rule::isAlert).toList();
    }

    List<Expectation> expectations() {
        return tests().stream()
                .map(AlertFiles::read)
                .flatMap(file -> StreamSupport.stream(file.path("tests").spliterator(), false))
                .flatMap(test ->
                        StreamSupport.stream(test.path("alert_rule_test").spliterator(), false))
                .map(test -> new Expectation(
                        test.path("alertname").asText(),
                        !test.path("exp_alerts").isEmpty()))
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> yaml(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
