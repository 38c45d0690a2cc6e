package io.parley.template.command;

import io.parley.template.command.PlannedChange.AddLocalization;
import io.parley.template.command.PlannedChange.Create;
import io.parley.template.command.PlannedChange.Delete;
import io.parley.template.command.PlannedChange.Drift;
import io.parley.template.command.PlannedChange.Edit;
import io.parley.template.command.PlannedChange.Impossible;
import io.parley.template.command.PlannedChange.Unchanged;
import java.io.PrintStream;
import java.util.stream.Collectors;

/** Prints a plan: one line for each change, with the differences below it. */
record PlanPrinter(PrintStream out) {

    void print(TemplatePlan plan) {
        plan.changes().forEach(this::print);
        out.printf(
                "%d to create, %d localizations to add, %d edits, %d to delete, %d unchanged, %d differences that stay, "
                        + "%d that are not possible.%n",
                plan.of(Create.class).size(),
                plan.of(AddLocalization.class).size(),
                plan.of(Edit.class).size(),
                plan.of(Delete.class).size(),
                plan.of(Unchanged.class).size(),
                plan.of(Drift.class).size(),
                plan.of(Impossible.class).size());
    }

    private void print(PlannedChange change) {
        out.println(line(change));
        if (change instanceof Edit edit) {
            edit.differences().forEach(difference -> out.println("      " + difference));
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

    private static String subject(String name, String language) {
        return language == null ? name : name + " " + language;
    }

    private static String languages(TemplateFile file) {
        return file.localizations()
                .map(localization -> localization.path("language").asText())
                .collect(Collectors.joining(", "));
    }
}
