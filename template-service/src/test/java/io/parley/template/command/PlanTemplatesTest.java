package io.parley.template.command;

import static io.parley.template.command.TemplateFolder.TEMPLATES;
import static io.parley.template.command.TemplateFolder.VISIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./dev template plan} and {@code apply} make of differences between files and an account. */
class PlanTemplatesTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final TemplateFolder templates = new TemplateFolder(() -> folder);

    @Test
    void planShowsWhatApplyCreates() throws IOException {
        templates.write("visit.yaml", VISIT);

        var plan = templates.plan();
        assertEquals(ExitCode.OK, plan.status(), plan.err());
        assertEquals("+ visit create: UTILITY, en, id", plan.lines().getFirst());
        assertEquals(ExitCode.CHANGES, templates.plan("--detailed-exitcode").status());
        assertEquals(List.of(), templates.api.writes());

        assertEquals(ExitCode.OK, templates.apply().status());
        assertEquals(1, templates.api.writes().size());
        assertTrue(templates.api.writes().getFirst().startsWith("POST " + TEMPLATES + " {\"name\":\"visit\""));
    }

    @Test
    void differencesAreWrittenAsMetrics() throws IOException {
        templates.applied("visit.yaml", VISIT);
        templates.write("visit.yaml", VISIT.replace("on Monday", "on Tuesday"));
        var file = folder.resolveSibling(folder.getFileName() + ".prom");
        Files.writeString(file, "older content");

        assertEquals(ExitCode.OK, templates.plan("--metrics", file.toString()).status());

        var metrics = Files.readAllLines(file);
        assertTrue(metrics.contains("# TYPE parley_template_differences gauge"), metrics.toString());
        assertEquals(
                List.of("create 0", "add_localization 0", "edit 1", "delete 0", "drift 0", "impossible 0"),
                metrics.stream()
                        .filter(line -> line.startsWith("parley_template_differences{"))
                        .map(line -> line.replaceAll(".*kind=\"(.*)\"} (\\d+)", "$1 $2"))
                        .toList());
        assertTrue(metrics.getLast().startsWith("parley_template_comparison_timestamp_seconds{"), metrics.toString());
        Files.delete(file);
    }

    @Test
    void nothingChangesAfterApply() throws IOException {
        templates.writeContractExamples();
        templates.write("visit.yaml", VISIT);
        assertEquals(ExitCode.OK, templates.apply().status());
        templates.api.clear();

        var plan = templates.plan("--detailed-exitcode");

        assertEquals(ExitCode.OK, plan.status(), plan.out());
        assertEquals(
                4,
                plan.lines().stream()
                        .filter(line -> line.endsWith(" unchanged"))
                        .count(),
                plan.out());
        assertEquals(ExitCode.OK, templates.apply().status());
        assertEquals(List.of(), templates.api.writes());
    }

    @Test
    void aChangedTextIsOneEditWithItsDifference() throws IOException {
        templates.applied("visit.yaml", VISIT);
        templates.write("visit.yaml", VISIT.replace("on Monday", "on Tuesday"));

        var plan = templates.plan();
        assertEquals(
                List.of(
                        "~ visit en edit",
                        "      - BODY.text: Your visit is on Monday.",
                        "      + BODY.text: Your visit is on Tuesday."),
                plan.lines().subList(0, 3));

        assertEquals(ExitCode.OK, templates.apply().status());
        assertEquals(
                List.of("PATCH " + TEMPLATES
                        + "/visit/en {\"components\":[{\"type\":\"BODY\",\"text\":\"Your visit is on Tuesday.\"}]}"),
                templates.api.writes());
    }

    @Test
    void changedButtonsAndRemovedComponentsAreDifferences() throws IOException {
        templates.writeContractExamples();
        assertEquals(ExitCode.OK, templates.apply().status());
        var utility = folder.resolve("visit_reminder.yaml");
        var tree = new YAMLMapper().readTree(Files.readString(utility).replace("Call off", "Cancel"));
        ((ArrayNode) tree.at("/localizations/0/components")).remove(2);
        Files.writeString(utility, new YAMLMapper().writeValueAsString(tree));

        var plan = templates.plan();

        assertTrue(plan.out().contains("      - BUTTONS.buttons[1].text: Call off"), plan.out());
        assertTrue(plan.out().contains("      + BUTTONS.buttons[1].text: Cancel"), plan.out());
        assertTrue(plan.out().contains("      - FOOTER: {"), plan.out());
    }

    @Test
    void aChangeOfSamplesOnlyIsAnEdit() throws IOException {
        templates.writeContractExamples();
        assertEquals(ExitCode.OK, templates.apply().status());
        var utility = folder.resolve("visit_reminder.yaml");
        Files.writeString(utility, Files.readString(utility).replace("Mina", "Noor"));

        var plan = templates.plan();

        assertTrue(plan.lines().contains("~ visit_reminder en edit"), plan.out());
        assertTrue(plan.lines().contains("      - BODY.example.texts[0]: Mina"), plan.out());
        assertTrue(plan.lines().contains("      + BODY.example.texts[0]: Noor"), plan.out());
        assertTrue(plan.out().contains(" 1 edits, "), plan.out());

        templates.api.removeSamples("visit_reminder");
        assertTrue(
                templates.plan().lines().contains("= visit_reminder unchanged"),
                templates.plan().out());
    }

    @Test
    void newLocalizationsAreAdded() throws IOException {
        templates.applied("visit.yaml", VISIT);
        templates.write("visit.yaml", VISIT + """
              - language: de
                components:
                  - { type: BODY, text: Dein Termin ist am Montag. }
            """);

        assertTrue(templates.plan().out().startsWith("+ visit de add localization"));
        assertEquals(ExitCode.OK, templates.apply().status());
        assertTrue(templates
                .api
                .writes()
                .getFirst()
                .startsWith("POST " + TEMPLATES + "/visit/localizations {\"language\":\"de\""));
    }

    @Test
    void categoryAndLabelAreEditsOfTheirOwn() throws IOException {
        templates.applied("visit.yaml", VISIT);
        templates.write(
                "visit.yaml",
                VISIT.replace("UTILITY", "MARKETING").replace("language: en", "language: en\n    userContext: spring"));

        assertEquals(ExitCode.OK, templates.apply().status());

        assertEquals(
                List.of(
                        "PATCH " + TEMPLATES + "/visit/en {\"category\":\"MARKETING\"}",
                        "PATCH " + TEMPLATES + "/visit/en {\"userContext\":\"spring\"}",
                        "PATCH " + TEMPLATES + "/visit/id {\"category\":\"MARKETING\"}"),
                templates.api.writes());
    }

    @Test
    void aCategoryThatMetaMayChooseStays() throws IOException {
        templates.applied("visit.yaml", VISIT + "allowCategoryChange: true\n");
        templates.api.setCategory("visit", "MARKETING");

        var output = templates.apply();

        assertEquals(ExitCode.OK, output.status());
        assertTrue(output.out().contains("? visit has the category MARKETING, which Meta may choose"), output.out());
        assertEquals(List.of(), templates.api.writes());
    }

    @Test
    void templatesWithoutAFileAreDeletedOnlyWithPrune() throws IOException {
        templates.applied("visit.yaml", VISIT);
        templates.api.add("old_news");

        assertTrue(templates.plan().out().contains("? old_news is not in the files; --prune deletes it"));
        assertEquals(ExitCode.OK, templates.apply().status());
        assertEquals(List.of(), templates.api.writes());

        assertTrue(templates.plan("--prune").out().contains("- old_news delete"));
        assertEquals(ExitCode.OK, templates.apply("--prune").status());
        assertEquals(List.of("DELETE " + TEMPLATES + "/old_news"), templates.api.writes());
        assertTrue(templates.apply("--prune").out().contains("0 to delete"));
    }

    @Test
    void aNameThatIsBeingDeletedIsNotPossible() throws IOException {
        templates.api.add("visit");
        templates.write("other.yaml", VISIT.replace("name: visit", "name: other"));
        assertEquals(ExitCode.OK, templates.apply("--prune").status());
        templates.write("visit.yaml", VISIT);
        templates.api.clear();

        var output = templates.apply();

        assertEquals(ExitCode.FAILED, output.status());
        assertTrue(
                output.out().contains("! visit is being deleted; its name is free again at 2026-12-30T04:00:00Z"),
                output.out());
        assertEquals(List.of(), templates.api.writes());
    }

    @Test
    void localizationsWithoutAFileAndRefusedOnesAreReported() throws IOException {
        templates.applied("visit.yaml", VISIT);
        templates.api.setStatus("visit", "en", "REJECTED", "PROMOTIONAL");
        templates.write("visit.yaml", VISIT.substring(0, VISIT.indexOf("  - language: id")));

        var plan = templates.plan();

        assertEquals(
                List.of(
                        "? visit en is REJECTED (PROMOTIONAL); change the file to submit it again",
                        "? visit id is not in the file; the API deletes whole templates only"),
                plan.lines().subList(0, 2));
    }
}
