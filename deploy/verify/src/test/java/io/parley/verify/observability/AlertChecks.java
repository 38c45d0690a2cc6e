package io.parley.verify.observability;

import io.parley.verify.Finding;
import io.parley.verify.Repository;
import io.parley.verify.observability.AlertFiles.Expectation;
import io.parley.verify.observability.AlertFiles.Rule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Rules for alerts: each can be understood, leads to a runbook, is tested, and uses metrics that exist. */
final class AlertChecks {
    static final String LIST = "docs/operations.md";
    private static final Set<String> SEVERITIES = Set.of("critical", "warning");
    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\$labels\\.([A-Za-z_]+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
    private static final List<String> SECTIONS = List.of("Meaning", "Check", "Do");

    private AlertChecks() {}

    static List<Finding> all(AlertFiles files, RecordedMetrics recorded) {
        var findings = new ArrayList<Finding>();
        findings.addAll(expressions(files, recorded));
        findings.addAll(texts(files));
        findings.addAll(runbooks(files));
        findings.addAll(tests(files));
        return findings;
    }

    /** Labels of the metrics that recording rules produce. */
    static Map<String, Set<String>> recordings(AlertFiles files, RecordedMetrics recorded) {
        var result = new TreeMap<String, Set<String>>();
        for (var rule : files.rules()) {
            if (!rule.isAlert()) {
                var labels = PromQlLabels.of(recorded, rule.where(), rule.expression(), new ArrayList<>());
                rule.node().path("labels").fieldNames().forEachRemaining(labels::add);
                result.merge(rule.name(), labels, (one, other) -> {
                    one.retainAll(other);
                    return one;
                });
            }
        }
        return result;
    }

    /** Metrics and labels exist, also those that the texts of the alert name. */
    private static List<Finding> expressions(AlertFiles files, RecordedMetrics recorded) {
        var findings = new ArrayList<Finding>();
        var all = recorded.with(recordings(files, recorded));
        for (var rule : files.rules()) {
            var labels = new HashSet<>(PromQlLabels.of(all, rule.where(), rule.expression(), findings));
            var ownLabels = rule.node().path("labels");
            for (var text : List.of(rule.annotation("summary"), rule.annotation("description"))) {
                LABEL_IN_TEXT
                        .matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .forEach(name -> {
                            if (!labels.contains(name) && !ownLabels.has(name)) {
                                findings.add(
                                        new Finding("label-exists", rule.where(), "the alert has no label " + name));
                            }
                        });
            }
            if (rule.isAlert() && !labels.contains("component") && !ownLabels.has("component")) {
                findings.add(new Finding("alert-labels", rule.where(), "has no label component"));
            }
        }
        return findings;
    }

    private static List<Finding> texts(AlertFiles files) {
        var findings = new ArrayList<Finding>();
        for (var alert : files.alerts()) {
            if (!SEVERITIES.contains(
                    alert.node().path("labels").path("severity").asText())) {
                findings.add(new Finding("alert-labels", alert.where(), "severity is not one of " + SEVERITIES));
            }
            for (var name : List.of("summary", "description")) {
                if (alert.annotation(name).isBlank()) {
                    findings.add(new Finding("alert-texts", alert.where(), "has no " + name));
                }
            }
        }
        return findings;
    }

    private static List<Finding> runbooks(AlertFiles files) {
        var findings = new ArrayList<Finding>();
        var named = new HashSet<String>();
        var list = Repository.text(files.root().resolve(LIST));
        for (var alert : files.alerts()) {
            named.add(alert.name());
            if (!list.contains("deploy/runbooks/" + alert.name() + ".md")) {
                findings.add(new Finding("alert-list", alert.where(), LIST + " does not list it"));
            }
            var file = files.root().resolve("deploy/runbooks/" + alert.name() + ".md");
            if (!alert.annotation("runbook_url").equals("deploy/runbooks/" + alert.name() + ".md")) {
                findings.add(new Finding("runbook", alert.where(), "runbook_url does not name its runbook"));
            }
            if (!Files.exists(file)) {
                findings.add(new Finding("runbook", alert.where(), "there is no " + file.getFileName()));
            } else if (!sections(Repository.text(file)).equals(SECTIONS)) {
                findings.add(
                        new Finding("runbook", alert.where(), "the runbook does not have the sections " + SECTIONS));
            }
        }
        Repository.names(files.root().resolve("deploy/runbooks")).stream()
                .filter(name -> !name.equals("README.md") && !named.contains(name.replace(".md", "")))
                .forEach(name -> findings.add(new Finding("runbook", name, "there is no such alert")));
        return findings;
    }

    private static List<String> sections(String runbook) {
        return SECTION.matcher(runbook).results().map(found -> found.group(1)).toList();
    }

    /** Each alert has a test in which it fires and one in which it does not. */
    private static List<Finding> tests(AlertFiles files) {
        var findings = new ArrayList<Finding>();
        var expectations = new HashSet<>(files.expectations());
        files.alerts().stream().map(Rule::name).distinct().forEach(alert -> {
            if (!expectations.contains(new Expectation(alert, true))) {
                findings.add(new Finding("alert-test", alert, "no test in which it fires"));
            }
            if (!expectations.contains(new Expectation(alert, false))) {
                findings.add(new Finding("alert-test", alert, "no test in which it does not fire"));
            }
        });
        return findings;
    }
}
