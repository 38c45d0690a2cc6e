package io.parley.verify.chart;

import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.List;

/** All checks of the chart. */
final class ChartChecks {
    private ChartChecks() {}

    /** Checks the files of the chart. */
    static List<Finding> of(Chart chart) {
        var findings = new ArrayList<Finding>();
        findings.addAll(ValuesSchema.of(chart).findings(chart));
        findings.addAll(RouteChecks.of(chart));
        findings.addAll(FactChecks.of(chart));
        return findings;
    }

    /** Checks what the chart renders. */
    static List<Finding> of(Chart chart, Rendered rendered) {
        var facts = chart.yaml("files/components.yaml");
        var findings = new ArrayList<Finding>();
        findings.addAll(TypeChecks.of(rendered));
        findings.addAll(MetadataChecks.of(rendered));
        findings.addAll(WorkloadChecks.of(rendered));
        findings.addAll(SecurityChecks.of(rendered));
        findings.addAll(ServiceChecks.of(rendered));
        findings.addAll(NetworkChecks.of(rendered, facts));
        findings.addAll(RouteChecks.of(rendered));
        findings.addAll(SettingChecks.of(rendered, facts));
        return findings;
    }
}
