package io.parley.template.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandOutput;
import io.parley.template.command.PlannedChange.AddLocalization;
import io.parley.template.command.PlannedChange.Create;
import io.parley.template.command.PlannedChange.Delete;
import io.parley.template.command.PlannedChange.Drift;
import io.parley.template.command.PlannedChange.Edit;
import io.parley.template.command.PlannedChange.Impossible;
import io.parley.template.command.PlannedChange.Unchanged;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a plan: one line for each change, with the differences below it; for programs {@code changes} and {@code counts}. */
record PlanPrinter(CommandOutput output) {
    private static final List<String> ACTIONS =
            List.of("create", "add_localization", "edit", "delete", "unchanged", "drift", "impossible");

    void print(TemplatePlan plan) {
        var changes = output.document().putArray("changes");
        var counts = output.document().putObject("counts");
        ACTIONS.forEach(action -> counts.put(action, 0));
        for (var change : plan.changes()) {
            print(change);
            changes.add(json(change));
            counts.put(action(change), counts.path(action(change)).asInt() + 1);
        }
        output.line(
                ("%d to create, %d localizations to add, %d edits, %d to delete, %d unchanged, %d differences that stay, "
                                + "%d that are not possible.")
                        .formatted(ACTIONS.stream()
                                .map(action -> counts.path(action).asInt())
                                .toArray()));
    }

    private void print(PlannedChange change) {
        output.line(line(change));
        if (change instanceof Edit edit) {
            edit.differences().forEach(difference -> output.line("      " + difference));
        }
    }

    static String line(PlannedChange change) {
        return switch (change) {
            case Create(var file) -> "+ " + file.name() + " create: " + file.category() + ", " + languages(file);
            case AddLocalization add -> "+ " + subject(add.name(), add.language()) + " add localization";
            case Edit edit -> "~ " + subject(edit.name(), edit.language()) + " edit";
            case Delete(var name) -> "- " + name + " delete";
            case Unchanged(var name) -> "= " + name + " unchanged";
            case Drift(var name, var language, var description) -> "? " + subject(name, language) + " " + description;
            case Impossible(var name, var language, var reason) -> "! " + subject(name, language) + " " + reason;
        };
    }

    private static String action(PlannedChange change) {
        return switch (change) {
            case Create create -> "create";
            case AddLocalization add -> "add_localization";
            case Edit edit -> "edit";
            case Delete delete -> "delete";
            case Unchanged unchanged -> "unchanged";
            case Drift drift -> "drift";
            case Impossible impossible -> "impossible";
        };
    }

    /** Returns a change for programs: {@code action}, {@code name}, and what the action has. */
    static ObjectNode json(PlannedChange change) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("action", action(change))
                .put("name", change.name());
        switch (change) {
            case Create(var file) ->
                file.languages().forEach(json.put("category", file.category()).putArray("languages")::add);
            case AddLocalization add -> json.put("language", add.language());
            case Edit edit ->
                edit.differences().forEach(json.put("language", edit.language()).putArray("differences")::add);
            case Drift drift -> json.put("language", drift.language()).put("description", drift.description());
            case Impossible impossible ->
                json.put("language", impossible.language()).put("description", impossible.reason());
            case Delete delete -> {}
            case Unchanged unchanged -> {}
        }
        return json;
    }

    private static String subject(String name, @Nullable String language) {
        return language == null ? name : name + " " + language;
    }

    private static String languages(TemplateFile file) {
        return file.languages().collect(Collectors.joining(", "));
    }
}
