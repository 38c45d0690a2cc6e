package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The file of rules.
 *
 * @param sources documents by name
 */
record LintRules(Map<String, String> sources, LintDefinitions definitions, List<LintRule> rules) {
    private static final String FILE = "/lint/rules.yaml";
    private static final String PATHS = "at";
    private static final String PLACE = "$";

    LintRules {
        for (var rule : rules) {
            if (!sources.containsKey(rule.source())) {
                throw new IllegalArgumentException(rule.id() + " has the unknown source " + rule.source());
            }
        }
    }

    static LintRules read() {
        var yaml = new YAMLMapper();
        try (var file = LintRules.class.getResourceAsStream(FILE)) {
            var tree = yaml.readTree(file);
            replacePlaces(tree, ((ObjectNode) tree.get("definitions")).remove("places"));
            return yaml.treeToValue(tree, LintRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces names of places by their paths, in all lists of paths. */
    private static void replacePlaces(JsonNode tree, JsonNode places) {
        if (tree.path(PATHS) instanceof ArrayNode paths) {
            var replaced = paths.arrayNode();
            paths.forEach(path -> {
                if (path.textValue().startsWith(PLACE)) {
                    replaced.addAll((ArrayNode) places.required(path.textValue().substring(1)));
                } else {
                    replaced.add(path);
                }
            });
            ((ObjectNode) tree).set(PATHS, replaced);
        }
        tree.forEach(child -> replacePlaces(child, places));
    }

    private String source(LintRule rule) {
        return Objects.requireNonNull(sources.get(rule.source()), "checked by the constructor");
    }

    void apply(LintSubject subject, List<LintFinding> findings) {
        for (var rule : rules) {
            if (findings.size() > TemplateLint.MAX_FINDINGS) {
                return;
            }
            if (rule.scopes().contains(subject.scope())) {
                rule.apply(subject, new RuleFindings(rule, source(rule), findings));
            }
        }
    }
}
