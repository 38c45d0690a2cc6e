package io.parley.template.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code ./dev template plan} and {@code apply} make of differences between files and an account. */
class PlanTemplatesTest extends WithTemplateFolder {

    @Test
    void planShowsWhatApplyCreates() throws IOException {
        write("visit.yaml", VISIT);

        var plan = plan();
        assertEquals(ExitCode.OK, plan.status(), plan.err());
        assertEquals("+ visit create: UTILITY, en, id", plan.lines().getFirst());
        assertEquals(ExitCode.CHANGES, plan("--detailed-exitcode").status());
        assertEquals(List.of(), api.writes());

        assertEquals(ExitCode.OK, apply().status());
        assertEquals(1, api.writes().size());
        assertTrue(api.writes().getFirst().startsWith("POST " + TEMPLATES + " {\"name\":\"visit\""));
    }

    @Test
    void differencesAreWrittenAsMetrics() throws IOException {
        applied("visit.yaml", VISIT);
        write("visit.yaml", VISIT.replace("on Monday", "on Tuesday"));
        var file = folder.resolveSibling(folder.getFileName() + ".prom");
        Files.writeString(file, "older content");

        assertEquals(ExitCode.OK, plan("--metrics", file.toString()).status());

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
        writeContractExamples();
        write("visit.yaml", VISIT);
        assertEquals(ExitCode.OK, apply().status());
        api.clear();

        var plan = plan("--detailed-exitcode");

        assertEquals(ExitCode.OK, plan.status(), plan.out());
        assertEquals(
                4,
                plan.lines().stream()
                        .filter(line -> line.endsWith(" unchanged"))
                        .count(),
                plan.out());
        assertEquals(ExitCode.OK, apply().status());
        assertEquals(List.of(), api.writes());
    }

    @Test
    void aChangedTextIsOneEditWithItsDifference() throws IOException {
        applied("visit.yaml", VISIT);
        write("visit.yaml", VISIT.replace("on Monday", "on Tuesday"));

        var plan = plan();
        assertEquals(
                List.of(
                        "~ visit en edit",
                        "      - BODY.text: Your visit is on Monday.",
                        "      + BODY.text: Your visit is on Tuesday."),
                plan.lines().subList(0, 3));

        assertEquals(ExitCode.OK, apply().status());
        assertEquals(
                List.of("PATCH " + TEMPLATES
                        + "/visit/en {\"components\":[{\"type\":\"BODY\",\"text\":\"Your visit is on Tuesday.\"}]}"),
                api.writes());
    }

    @Test
    void changedButtonsAndRemovedComponentsAreDifferences() throws IOException {
        writeContractExamples();
        assertEquals(ExitCode.OK, apply().status());
        var utility = folder.resolve("visit_reminder.yaml");
        var tree = new YAMLMapper().readTree(Files.readString(utility).replace("Call off", "Cancel"));
        ((ArrayNode) tree.at("/localizations/0/components")).remove(2);
        Files.writeString(utility, new YAMLMapper().writeValueAsString(tree));

        var plan = plan();

        assertTrue(plan.out().contains("      - BUTTONS.buttons[1].text: Call off"), plan.out());
        assertTrue(plan.out().contains("      + BUTTONS.buttons[1].text: Cancel"), plan.out());
        assertTrue(plan.out().contains("      - FOOTER: {"), plan.out());
    }

    @Test
    void aChangeOfSamplesOnlyIsAnEdit() throws IOException {
        writeContractExamples();
        assertEquals(ExitCode.OK, apply().status());
        var utility = folder.resolve("visit_reminder.yaml");
        Files.writeString(utility, Files.readString(utility).replace("Mina", "Noor"));

        var plan = plan();

        assertTrue(plan.lines().contains("~ visit_reminder en edit"), plan.out());
        assertTrue(plan.lines().contains("      - BODY.example.texts[0]: Mina"), plan.out());
        assertTrue(plan.lines().contains("      + BODY.example.texts[0]: Noor"), plan.out());
        assertTrue(plan.out().contains(" 1 edits, "), plan.out());

        api.removeSamples("visit_reminder");
        assertTrue(plan().lines().contains("= visit_reminder unchanged"), plan().out());
    }

    @Test
    void newLocalizationsAreAdded() throws IOException {
        applied("visit.yaml", VISIT);
        write("visit.yaml", VISIT + """
              - language: de
                components:
                  - { type: BODY, text: Dein Termin ist am Montag. }
            """);

        assertTrue(plan().out().startsWith("+ visit de add localization"));
        assertEquals(ExitCode.OK, apply().status());
        assertTrue(
                api.writes().getFirst().startsWith("POST " + TEMPLATES + "/visit/localizations {\"language\":\"de\""));
    }

    @Test
    void categoryAndLabelAreEditsOfTheirOwn() throws IOException {
        applied("visit.yaml", VISIT);
        write(
                "visit.yaml",
                VISIT.replace("UTILITY", "MARKETING").replace("language: en", "language: en\n    userContext: spring"));

        assertEquals(ExitCode.OK, apply().status());

        assertEquals(
                List.of(
                        "PATCH " + TEMPLATES + "/visit/en {\"category\":\"MARKETING\"}",
                        "PATCH " + TEMPLATES + "/visit/en {\"userContext\":\"spring\"}",
                        "PATCH " + TEMPLATES + "/visit/id {\"category\":\"MARKETING\"}"),
                api.writes());
    }

    @Test
    void aCategoryThatMetaMayChooseStays() throws IOException {
        applied("visit.yaml", VISIT + "allowCategoryChange: true\n");
        api.setCategory("visit", "MARKETING");

        var output = apply();

        assertEquals(ExitCode.OK, output.status());
        assertTrue(output.out().contains("? visit has the category MARKETING, which Meta may choose"), output.out());
        assertEquals(List.of(), api.writes());
    }

    @Test
    void templatesWithoutAFileAreDeletedOnlyWithPrune() throws IOException {
        applied("visit.yaml", VISIT);
        api.add("old_news");

        assertTrue(plan().out().contains("? old_news is not in the files; --prune deletes it"));
        assertEquals(ExitCode.OK, apply().status());
        assertEquals(List.of(), api.writes());

        assertTrue(plan("--prune").out().contains("- old_news delete"));
        assertEquals(ExitCode.OK, apply("--prune").status());
        assertEquals(List.of("DELETE " + TEMPLATES + "/old_news"), api.writes());
        assertTrue(apply("--prune").out().contains("0 to delete"));
    }

    @Test
    void aNameThatIsBeingDeletedIsNotPossible() throws IOException {
        api.add("visit");
        write("other.yaml", VISIT.replace("name: visit", "name: other"));
        assertEquals(ExitCode.OK, apply("--prune").status());
        write("visit.yaml", VISIT);
        api.clear();

        var output = apply();

        assertEquals(ExitCode.FAILED, output.status());
        assertTrue(
                output.out().contains("! visit is being deleted; its name is free again at 2026-12-30T04:00:00Z"),
                output.out());
        assertEquals(List.of(), api.writes());
    }

    @Test
    void localizationsWithoutAFileAndRefusedOnesAreReported() throws IOException {
        applied("visit.yaml", VISIT);
        api.setStatus("visit", "en", "REJECTED", "PROMOTIONAL");
        write("visit.yaml", VISIT.substring(0, VISIT.indexOf("  - language: id")));

        var plan = plan();

        assertEquals(
                List.of(
                        "? visit en is REJECTED (PROMOTIONAL); change the file to submit it again",
                        "? visit id is not in the file; the API deletes whole templates only"),
                plan.lines().subList(0, 2));
    }
}
