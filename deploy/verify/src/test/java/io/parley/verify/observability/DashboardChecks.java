package io.parley.verify.observability;

import io.parley.verify.Finding;
import io.parley.verify.observability.DashboardFiles.Dashboard;
import io.parley.verify.observability.DashboardFiles.Panel;
import io.parley.verify.observability.DashboardFiles.Query;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Rules for dashboards, as those of Grafana's dashboard linter, and that the metrics and labels of each panel exist.
 */
final class DashboardChecks {
    private static final int WIDTH = 24;
    private static final Set<String> VARIABLES = Set.of("datasource", "namespace", "component");
    private static final Pattern FIXED_RANGE = Pattern.compile("\\[(?!\\$__rate_interval])[^]]*]");
    private static final Pattern LABEL_OF_LEGEND = Pattern.compile("\\{\\{\\s*([A-Za-z_]+)\\s*}}");

    private DashboardChecks() {}

    /** @param metrics with those of the recording rules */
    static List<Finding> all(DashboardFiles files, RecordedMetrics metrics) {
        var findings = new ArrayList<Finding>();
        var ids = new HashSet<String>();
        for (var dashboard : files.all()) {
            findings.addAll(header(dashboard, ids));
            findings.addAll(layout(dashboard));
            for (var panel : dashboard.panels()) {
                findings.addAll(panel(panel));
                panel.queries().forEach(query -> findings.addAll(query(query, metrics)));
            }
        }
        return findings;
    }

    private static List<Finding> header(Dashboard dashboard, Set<String> ids) {
        var findings = new ArrayList<Finding>();
        var expected = "parley-" + dashboard.file().replace(".json", "");
        var uid = dashboard.node().path("uid").asText();
        if (!uid.equals(expected) || !ids.add(uid)) {
            findings.add(new Finding("dashboard-uid", dashboard.file(), "uid is '" + uid + "' and not " + expected));
        }
        if (dashboard.node().path("title").asText().isBlank()
                || dashboard.node().path("description").asText().isBlank()) {
            findings.add(new Finding("dashboard-texts", dashboard.file(), "has no title or no description"));
        }
        var variables = StreamSupport.stream(
                        dashboard.node().path("templating").path("list").spliterator(), false)
                .map(variable -> variable.path("name").asText())
                .collect(Collectors.toSet());
        if (!variables.containsAll(VARIABLES)) {
            findings.add(new Finding("dashboard-variables", dashboard.file(), "does not have all of " + VARIABLES));
        }
        return findings;
    }

    /** Unique ids; no panel overlaps another or exceeds the width. */
    private static List<Finding> layout(Dashboard dashboard) {
        var findings = new ArrayList<Finding>();
        var occupied = new HashSet<Integer>();
        var ids = new HashSet<Integer>();
        for (var panel : dashboard.allPanels()) {
            if (!ids.add(panel.node().path("id").asInt())) {
                findings.add(new Finding("panel-id", panel.where(), "another panel has the same id"));
            }
            var position = panel.node().path("gridPos");
            var x = position.path("x").asInt();
            var right = x + position.path("w").asInt();
            var overlaps = false;
            for (var row = position.path("y").asInt();
                    row < position.path("y").asInt() + position.path("h").asInt();
                    row++) {
                for (var column = x; column < right; column++) {
                    overlaps |= !occupied.add(row * WIDTH + column);
                }
            }
            if (overlaps || right > WIDTH || right <= x) {
                findings.add(new Finding("panel-layout", panel.where(), "overlaps another panel or exceeds the width"));
            }
        }
        return findings;
    }

    private static List<Finding> panel(Panel panel) {
        var findings = new ArrayList<Finding>();
        if (panel.title().isBlank() || panel.node().path("description").asText().isBlank()) {
            findings.add(new Finding("panel-texts", panel.where(), "has no title or no description"));
        }
        if (panel.node()
                .path("fieldConfig")
                .path("defaults")
                .path("unit")
                .asText()
                .isBlank()) {
            findings.add(new Finding("panel-unit", panel.where(), "has no unit"));
        }
        if (!panel.node().path("datasource").path("uid").asText().equals("${datasource}")) {
            findings.add(new Finding("panel-datasource", panel.where(), "does not use the variable datasource"));
        }
        if (panel.queries().isEmpty()) {
            findings.add(new Finding("panel-target", panel.where(), "has no query"));
        }
        return findings;
    }

    private static List<Finding> query(Query query, RecordedMetrics metrics) {
        var findings = new ArrayList<Finding>();
        if (FIXED_RANGE.matcher(query.text()).find()) {
            findings.add(new Finding("target-interval", query.where(), "a range is not $__rate_interval"));
        }
        for (var variable : List.of("$namespace", "$component")) {
            if (!query.text().contains(variable)) {
                findings.add(new Finding("target-variables", query.where(), "does not use " + variable));
            }
        }
        try {
            var labels = PromQlLabels.of(metrics, query.where(), query.expression(), findings);
            LABEL_OF_LEGEND
                    .matcher(query.node().path("legendFormat").asText())
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !labels.contains(name))
                    .forEach(name -> findings.add(
                            new Finding("label-exists", query.where(), "the legend's " + name + " is no label")));
        } catch (IllegalArgumentException e) {
            findings.add(new Finding("promql", query.where(), e.getMessage()));
        }
        return findings;
    }
}
