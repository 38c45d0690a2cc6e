package io.parley.template.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev template plan} and {@code apply} against the contract's operations over HTTP. */
class SynchronizeTemplatesTest {
    private static final String VISIT = """
            name: visit
            category: UTILITY
            localizations:
              - language: en
                components:
                  - { type: BODY, text: Your visit is on Monday. }
              - language: id
                components:
                  - { type: BODY, text: Kunjungan Anda hari Senin. }
            """;

    private static final String TEMPLATES =
            "/conversations/v3/channels/whatsapp/accounts/" + ConversationsStub.ACCOUNT + "/templates";

    private static final String OTHER = "0195f3a0-0000-7000-8000-000000000009";

    @TempDir
    Path folder;

    private final ConversationsStub api = new ConversationsStub();
    private final CommandRun command = new CommandRun(Map.of("PARLEY_API_KEY", ConversationsStub.KEY));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void planShowsWhatApplyCreates() throws IOException {
        write("visit.yaml", VISIT);

        var plan = plan();
        assertEquals(ExitStatus.OK, plan.status(), plan.err());
        assertEquals("+ visit create: UTILITY, en, id", plan.lines().getFirst());
        assertEquals(ExitStatus.CHANGES_OR_USAGE, plan("--detailed-exitcode").status());
        assertEquals(List.of(), api.writes());

        assertEquals(ExitStatus.OK, apply().status());
        assertEquals(1, api.writes().size());
        assertTrue(api.writes().getFirst().startsWith("POST " + TEMPLATES + " {\"name\":\"visit\""));
    }

    /** The examples have samples, buttons, a carousel and an authentication template, which responses show otherwise. */
    @Test
    void nothingChangesAfterApply() throws IOException {
        writeContractExamples();
        write("visit.yaml", VISIT);
        assertEquals(ExitStatus.OK, apply().status());
        api.clear();

        var plan = plan("--detailed-exitcode");

        assertEquals(ExitStatus.OK, plan.status(), plan.out());
        assertEquals(
                4,
                plan.lines().stream()
                        .filter(line -> line.endsWith(" unchanged"))
                        .count(),
                plan.out());
        assertEquals(ExitStatus.OK, apply().status());
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

        assertEquals(ExitStatus.OK, apply().status());
        assertEquals(
                List.of("PATCH " + TEMPLATES
                        + "/visit/en {\"components\":[{\"type\":\"BODY\",\"text\":\"Your visit is on Tuesday.\"}]}"),
                api.writes());
    }

    @Test
    void changedButtonsAndRemovedComponentsAreDifferences() throws IOException {
        writeContractExamples();
        assertEquals(ExitStatus.OK, apply().status());
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
    void newLocalizationsAreAdded() throws IOException {
        applied("visit.yaml", VISIT);
        write("visit.yaml", VISIT + """
              - language: de
                components:
                  - { type: BODY, text: Dein Termin ist am Montag. }
            """);

        assertTrue(plan().out().startsWith("+ visit de add localization"));
        assertEquals(ExitStatus.OK, apply().status());
        assertTrue(
                api.writes().getFirst().startsWith("POST " + TEMPLATES + "/visit/localizations {\"language\":\"de\""));
    }

    @Test
    void categoryAndLabelAreEditsOfTheirOwn() throws IOException {
        applied("visit.yaml", VISIT);
        write(
                "visit.yaml",
                VISIT.replace("UTILITY", "MARKETING").replace("language: en", "language: en\n    userContext: spring"));

        assertEquals(ExitStatus.OK, apply().status());

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

        assertEquals(ExitStatus.OK, output.status());
        assertTrue(output.out().contains("? visit has the category MARKETING, which Meta may choose"), output.out());
        assertEquals(List.of(), api.writes());
    }

    @Test
    void templatesWithoutAFileAreDeletedOnlyWithPrune() throws IOException {
        applied("visit.yaml", VISIT);
        api.add("old_news");

        assertTrue(plan().out().contains("? old_news is not in the files; --prune deletes it"));
        assertEquals(ExitStatus.OK, apply().status());
        assertEquals(List.of(), api.writes());

        assertTrue(plan("--prune").out().contains("- old_news delete"));
        assertEquals(ExitStatus.OK, apply("--prune").status());
        assertEquals(List.of("DELETE " + TEMPLATES + "/old_news"), api.writes());
        assertTrue(apply("--prune").out().contains("0 to delete"));
    }

    @Test
    void aNameThatIsBeingDeletedIsNotPossible() throws IOException {
        api.add("visit");
        write("other.yaml", VISIT.replace("name: visit", "name: other"));
        assertEquals(ExitStatus.OK, apply("--prune").status());
        write("visit.yaml", VISIT);
        api.clear();

        var output = apply();

        assertEquals(ExitStatus.FAILED, output.status());
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

    @Test
    void waitEndsWhenAllAreApproved() throws IOException {
        write("visit.yaml", VISIT);
        command.onPause(() -> {
            if (command.pauses().size() == 3) {
                api.approveAll();
            }
        });

        var output = apply("--wait", "1h");

        assertEquals(ExitStatus.OK, output.status(), output.out());
        assertEquals(3, command.pauses().size());
        assertTrue(output.lines().containsAll(List.of("visit en APPROVED", "visit id APPROVED")), output.out());
    }

    @Test
    void aRejectionEndsWithAStatusOfItsOwn() throws IOException {
        write("visit.yaml", VISIT);
        command.onPause(() -> {
            api.approveAll();
            api.setStatus("visit", "id", "REJECTED", "INVALID_FORMAT");
        });

        var output = apply("--wait", "1h");

        assertEquals(ExitStatus.REJECTED, output.status());
        assertTrue(output.out().contains("visit id REJECTED: INVALID_FORMAT"), output.out());
    }

    @Test
    void aReviewThatTakesLongerIsPendingAtTheDeadline() throws IOException {
        write("visit.yaml", VISIT);

        var output = apply("--wait", "10m");

        assertEquals(ExitStatus.PENDING, output.status());
        assertEquals(Duration.ofMinutes(10), command.pauses().stream().reduce(Duration.ZERO, Duration::plus));
        assertTrue(output.out().contains("visit en PENDING"), output.out());
    }

    @Test
    void aRefusedChangeIsReportedAndTheOthersAreMade() throws IOException {
        write("a.yaml", VISIT.replace("name: visit", "name: a"));
        write("b.yaml", VISIT.replace("name: visit", "name: b"));
        api.refuseNext(
                400,
                "{\"title\":\"Constraint Violation\",\"violations\":[{\"field\":\"name\",\"message\":\"is in use\"}]}",
                Map.of());

        var output = apply("--wait", "1h");

        assertEquals(ExitStatus.FAILED, output.status());
        assertTrue(
                output.out()
                        .contains("failed + a create: UTILITY, en, id: POST " + TEMPLATES
                                + ": status 400: Constraint Violation; name is in use"),
                output.out());
        assertTrue(output.out().contains("done   + b create: UTILITY, en, id"), output.out());
    }

    @Test
    void anOverloadedApiIsCalledAgainAfterThePauseItAsksFor() throws IOException {
        write("visit.yaml", VISIT);
        api.refuseNext(503, "{}", Map.of("Retry-After", "7"));
        api.refuseNext(429, "{}", Map.of("Retry-After", "600"));

        assertEquals(ExitStatus.OK, apply().status());

        assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(30)), command.pauses());
        assertEquals(3, api.writes().size());
    }

    @Test
    void callsEndAfterSomeRepeats() throws IOException {
        write("visit.yaml", VISIT);
        for (var i = 0; i < 10; i++) {
            api.refuseNext(503, "{}", Map.of("Retry-After", "1"));
        }

        assertEquals(ExitStatus.FAILED, apply().status());
        assertEquals(5, api.writes().size());
    }

    @Test
    void allPagesAreRead() throws IOException {
        for (var i = 0; i < 250; i++) {
            api.add("template_" + i);
        }
        write("visit.yaml", VISIT);

        assertTrue(plan("--prune").out().contains("1 to create, 0 localizations to add, 0 edits, 250 to delete"));
        assertEquals(4, api.calls().size(), "accounts and three pages");
    }

    @Test
    void theAccountIsChosenIfThereAreSeveral() throws IOException {
        write("visit.yaml", VISIT);
        api.withAccounts(ConversationsStub.ACCOUNT, OTHER);

        assertEquals(
                "Choose a WhatsApp account with --account: " + ConversationsStub.ACCOUNT + ", " + OTHER + ".",
                plan().err().strip());
        assertEquals(ExitStatus.OK, plan("--account", ConversationsStub.ACCOUNT).status());
        assertTrue(plan("--account", OTHER).err().contains("status 404"));
    }

    @Test
    void filesWithErrorsPreventAllCalls() throws IOException {
        write("a.yaml", VISIT);
        write("b.yaml", VISIT.replace("name: visit", "name: Visit"));

        var output = apply();

        assertEquals(ExitStatus.FAILED, output.status());
        assertTrue(output.out().contains("b.yaml:name ERROR name-pattern"), output.out());
        assertEquals(List.of(), api.calls());
    }

    @Test
    void twoFilesOfOneTemplateAreAnError() throws IOException {
        write("a.yaml", VISIT);
        write("b.yaml", VISIT);

        assertTrue(plan().err().contains("are the same template visit"));
    }

    @Test
    void missingKeyFolderAndServerAreReported() throws IOException {
        write("visit.yaml", VISIT);
        var url = api.url().toString();

        var noKey = new CommandRun(Map.of()).run("plan", folder.toString(), "--url", url);
        assertTrue(noKey.err().startsWith("Set PARLEY_API_KEY "), noKey.err());
        var wrongKey = new CommandRun(Map.of("PARLEY_API_KEY", "x")).run("plan", folder.toString(), "--url", url);
        assertTrue(wrongKey.err().contains("status 401: Send a key."), wrongKey.err());
        assertEquals(ExitStatus.FAILED, command.run("plan").status());
        assertEquals(
                ExitStatus.FAILED,
                command.run("plan", folder.resolve("no").toString()).status());
        assertEquals(ExitStatus.FAILED, apply("--wait", "soon").status());
        api.close();
        assertTrue(plan().err().contains("cannot be reached"), plan().err());
    }

    private CommandRun.Output plan(String... options) {
        return run("plan", options);
    }

    private CommandRun.Output apply(String... options) {
        return run("apply", options);
    }

    private CommandRun.Output run(String name, String... options) {
        var words = new ArrayList<>(
                List.of(name, folder.toString(), "--url", api.url().toString()));
        words.addAll(List.of(options));
        return command.run(words.toArray(String[]::new));
    }

    private void applied(String name, String text) throws IOException {
        write(name, text);
        assertEquals(ExitStatus.OK, apply().status());
        api.clear();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void writeContractExamples() throws IOException {
        var yaml = new YAMLMapper();
        try (var file = SynchronizeTemplatesTest.class.getResourceAsStream("/contract/conversations-v3.yaml")) {
            var examples = yaml.readTree(file).at("/components/examples");
            for (var name : List.of("TemplateUtility", "TemplateAuthentication", "TemplateCarousel")) {
                var template = examples.path(name).path("value");
                write(template.path("name").asText() + ".yaml", yaml.writeValueAsString(template));
            }
        }
    }
}
