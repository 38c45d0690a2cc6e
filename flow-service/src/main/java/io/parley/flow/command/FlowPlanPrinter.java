package io.parley.flow.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.command.PlannedFlowChange.Change;
import io.parley.flow.command.PlannedFlowChange.Create;
import io.parley.flow.command.PlannedFlowChange.Delete;
import io.parley.flow.command.PlannedFlowChange.Deprecate;
import io.parley.flow.command.PlannedFlowChange.Difference;
import io.parley.flow.command.PlannedFlowChange.NotPossible;
import io.parley.flow.command.PlannedFlowChange.Same;
import io.parley.runtime.command.CommandOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a plan: one line for each change, with the differences below it; for programs {@code changes} and {@code counts}. */
record FlowPlanPrinter(CommandOutput output) {

    void print(List<PlannedFlowChange> plan) {
        var changes = output.document().putArray("changes");
        plan.forEach(change -> {
            print(change);
            changes.add(json(change));
        });
        var counts = output.document().putObject("counts");
        counts(plan).forEach(counts::put);
        output.line(counts(plan).entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().replace('_', ' '))
                .collect(Collectors.joining(", ", "", ".")));
    }

    /** Number of changes by kind, in order; the names are those of the metrics. */
    static Map<String, Integer> counts(List<PlannedFlowChange> plan) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var kind : List.of("create", "change", "delete", "deprecate", "unchanged", "drift", "impossible")) {
            counts.put(kind, 0);
        }
        plan.forEach(change -> counts.merge(kind(change), 1, Integer::sum));
        return counts;
    }

    private static String kind(PlannedFlowChange change) {
        return switch (change) {
            case Create create -> "create";
            case Change draft -> "change";
            case Delete delete -> "delete";
            case Deprecate deprecate -> "deprecate";
            case Same same -> "unchanged";
            case Difference difference -> "drift";
            case NotPossible impossible -> "impossible";
        };
    }

    private void print(PlannedFlowChange change) {
        output.line(line(change));
        if (change instanceof Change draft) {
            draft.differences().forEach(difference -> output.line("      " + difference));
        }
    }

    static String line(PlannedFlowChange change) {
        return switch (change) {
            case Create(var flow) -> "+ " + flow.name() + " create" + (flow.isPublished() ? " and publish" : "");
            case Change draft -> "~ " + draft.name() + " " + String.join(" and ", steps(draft));
            case Delete delete -> "- " + delete.name() + " delete";
            case Deprecate deprecate -> "- " + deprecate.name() + " deprecate";
            case Same(var name) -> "= " + name + " unchanged";
            case Difference(var name, var description) -> "? " + name + " " + description;
            case NotPossible(var name, var reason) -> "! " + name + " " + reason;
        };
    }

    /** Returns a change for programs: {@code action}, {@code name}, and what the action has. */
    static ObjectNode json(PlannedFlowChange change) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("action", kind(change))
                .put("name", change.name());
        switch (change) {
            case Create(var flow) -> json.put("publish", flow.isPublished());
            case Change draft ->
                draft.differences()
                        .forEach(json.put("upload", draft.isFileChanged())
                                .put("publish", draft.flow().isPublished())
                                .putArray("differences")::add);
            case Difference difference -> json.put("description", difference.description());
            case NotPossible impossible -> json.put("description", impossible.reason());
            case Delete delete -> json.put("id", delete.id());
            case Deprecate deprecate -> json.put("id", deprecate.id());
            case Same same -> {}
        }
        return json;
    }

    private static List<String> steps(Change draft) {
        var steps = new ArrayList<String>();
        if (!draft.differences().isEmpty()) {
            steps.add("change");
        }
        if (draft.isFileChanged()) {
            steps.add("upload " + draft.flow().json().getFileName());
        }
        if (draft.flow().isPublished()) {
            steps.add("publish");
        }
        return steps;
    }
}
