package io.parley.template.command;

import io.parley.runtime.command.DifferenceMetrics;
import io.parley.template.command.PlannedChange.AddLocalization;
import io.parley.template.command.PlannedChange.Create;
import io.parley.template.command.PlannedChange.Delete;
import io.parley.template.command.PlannedChange.Drift;
import io.parley.template.command.PlannedChange.Edit;
import io.parley.template.command.PlannedChange.Impossible;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;

/** Writes the differences of a plan as metrics, see {@link DifferenceMetrics}. */
final class PlanMetrics {
    private static final DifferenceMetrics METRICS = new DifferenceMetrics("template");

    private PlanMetrics() {}

    static void write(TemplatePlan plan, String account, Instant now, Path file) {
        var differences = new LinkedHashMap<String, Integer>();
        differences.put("create", plan.of(Create.class).size());
        differences.put("add_localization", plan.of(AddLocalization.class).size());
        differences.put("edit", plan.of(Edit.class).size());
        differences.put("delete", plan.of(Delete.class).size());
        differences.put("drift", plan.of(Drift.class).size());
        differences.put("impossible", plan.of(Impossible.class).size());
        METRICS.write(differences, account, now, file);
    }
}
