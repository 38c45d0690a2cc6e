package io.parley.flow.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.command.PlannedFlowChange.Change;
import io.parley.flow.command.PlannedFlowChange.Create;
import io.parley.flow.command.PlannedFlowChange.Delete;
import io.parley.flow.command.PlannedFlowChange.Deprecate;
import io.parley.flow.command.PlannedFlowChange.Difference;
import io.parley.flow.command.PlannedFlowChange.NotPossible;
import io.parley.flow.command.PlannedFlowChange.Same;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares descriptions of flows with those of an account, and plans what makes the account equal to them. */
final class PlanFlows {
    private static final String DRAFT = "DRAFT";
    private static final String DEPRECATED = "DEPRECATED";

    private final FlowOperations api;
    private final boolean prune;
    private final List<PlannedFlowChange> changes = new ArrayList<>();

    private PlanFlows(FlowOperations api, boolean prune) {
        this.api = api;
        this.prune = prune;
    }

    /** @param prune whether flows without a description are deleted or deprecated */
    static List<PlannedFlowChange> plan(List<FlowDescription> wanted, FlowOperations api, boolean prune) {
        var plan = new PlanFlows(api, prune);
        var present = byName(api.flows());
        wanted.forEach(flow -> plan.flow(flow, present.remove(flow.name())));
        present.values().forEach(plan::withoutDescription);
        return List.copyOf(plan.changes);
    }

    private static Map<String, JsonNode> byName(List<JsonNode> flows) {
        var byName = new LinkedHashMap<String, JsonNode>();
        flows.forEach(flow ->
                byName.merge(flow.path("name").asText(), flow, (known, other) -> isDeprecated(known) ? other : known));
        return byName;
    }

    private void flow(FlowDescription wanted, @Nullable JsonNode present) {
        if (present == null) {
            changes.add(new Create(wanted));
        } else if (isDeprecated(present)) {
            changes.add(new NotPossible(wanted.name(), "is deprecated; give the new flow another name"));
        } else if (isDraft(present)) {
            draft(wanted, present);
        } else {
            published(wanted, present);
        }
    }

    private void draft(FlowDescription wanted, JsonNode present) {
        var id = FlowOperations.id(present);
        var differences = differences(wanted, present);
        var isFileChanged = isFileChanged(wanted, id);
        changes.add(
                differences.isEmpty() && !isFileChanged && !wanted.isPublished()
                        ? new Same(wanted.name())
                        : new Change(wanted, id, isFileChanged, differences));
    }

    private void published(FlowDescription wanted, JsonNode present) {
        if (!differences(wanted, present).isEmpty() || isFileChanged(wanted, FlowOperations.id(present))) {
            changes.add(new NotPossible(
                    wanted.name(), "is published, so it cannot change; give the changed flow another name"));
        } else if (wanted.isPublished()) {
            changes.add(new Same(wanted.name()));
        } else {
            changes.add(new Difference(wanted.name(), "is published, and its description does not say so"));
        }
    }

    private void withoutDescription(JsonNode present) {
        var name = present.path("name").asText();
        if (isDeprecated(present)) {
            return;
        }
        if (!prune) {
            changes.add(new Difference(
                    name, "is not in the files; --prune " + (isDraft(present) ? "deletes" : "deprecates") + " it"));
        } else {
            var id = FlowOperations.id(present);
            changes.add(isDraft(present) ? new Delete(name, id) : new Deprecate(name, id));
        }
    }

    private static List<String> differences(FlowDescription wanted, JsonNode present) {
        var categories = new TreeSet<String>();
        present.path("categories").forEach(category -> categories.add(category.asText()));
        var lines = new ArrayList<String>();
        add(lines, "categories", String.join(", ", categories), String.join(", ", new TreeSet<>(wanted.categories())));
        if (wanted.endpointUri() != null) {
            add(lines, "endpointUri", present.path("endpointUri").asText(), wanted.endpointUri());
        }
        return lines;
    }

    private static void add(List<String> lines, String member, String present, String wanted) {
        if (!present.equals(wanted)) {
            Optional.of(present)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> lines.add("- " + member + ": " + value));
            lines.add("+ " + member + ": " + wanted);
        }
    }

    private boolean isFileChanged(FlowDescription wanted, String id) {
        return api.file(id)
                .filter(file -> Arrays.equals(file, wanted.content()))
                .isEmpty();
    }

    private static boolean isDraft(JsonNode flow) {
        return flow.path("status").asText().equals(DRAFT);
    }

    private static boolean isDeprecated(JsonNode flow) {
        return flow.path("status").asText().equals(DEPRECATED);
    }
}
