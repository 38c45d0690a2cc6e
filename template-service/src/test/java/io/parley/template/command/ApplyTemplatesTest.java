package io.parley.template.command;

import static io.parley.template.command.TemplateFolder.OTHER;
import static io.parley.template.command.TemplateFolder.TEMPLATES;
import static io.parley.template.command.TemplateFolder.VISIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev template apply}: reviews, refused calls, outages, and wrong arguments. */
class ApplyTemplatesTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final TemplateFolder templates = new TemplateFolder(() -> folder);

    /** The examples have samples, buttons, a carousel and an authentication template, which responses show otherwise. */
    @Test
    void waitEndsWhenAllAreApproved() throws IOException {
        templates.write("visit.yaml", VISIT);
        templates.command.onPause(() -> {
            if (templates.command.pauses().size() == 3) {
                templates.api.approveAll();
            }
        });

        var output = templates.apply("--wait", "1h");

        assertEquals(ExitCode.OK, output.status(), output.out());
        assertEquals(3, templates.command.pauses().size());
        assertTrue(output.lines().containsAll(List.of("visit en APPROVED", "visit id APPROVED")), output.out());
    }

    @Test
    void aRejectionIsAFailure() throws IOException {
        templates.write("visit.yaml", VISIT);
        templates.command.onPause(() -> {
            templates.api.approveAll();
            templates.api.setStatus("visit", "id", "REJECTED", "INVALID_FORMAT");
        });

        var output = templates.apply("--wait", "1h");

        assertEquals(ExitCode.FAILED, output.status());
        assertTrue(output.out().contains("visit id REJECTED: INVALID_FORMAT"), output.out());
    }

    @Test
    void anOutageDoesNotEndTheWait() throws IOException {
        templates.write("visit.yaml", VISIT);
        templates.command.onPause(() -> {
            templates.api.setUnavailable(templates.command.pauses().size() < 3);
            templates.api.approveAll();
        });

        var output = templates.apply("--wait", "1h");

        assertEquals(ExitCode.OK, output.status(), output.err());
        assertEquals(3, templates.command.pauses().size());
    }

    @Test
    void aReviewThatTakesLongerEndsWithATimeout() throws IOException {
        templates.write("visit.yaml", VISIT);

        var output = templates.apply("--wait", "10m");

        assertEquals(ExitCode.TIMEOUT, output.status());
        assertEquals(Duration.ofMinutes(10), templates.command.pauses().stream().reduce(Duration.ZERO, Duration::plus));
        assertTrue(output.out().contains("visit en PENDING"), output.out());
    }

    @Test
    void aRefusedChangeIsReportedAndTheOthersAreMade() throws IOException {
        templates.write("a.yaml", VISIT.replace("name: visit", "name: a"));
        templates.write("b.yaml", VISIT.replace("name: visit", "name: b"));
        templates.api.refuseNext(
                400,
                "{\"title\":\"Constraint Violation\",\"violations\":[{\"field\":\"name\",\"message\":\"is in use\"}]}",
                Map.of());

        var output = templates.apply("--wait", "1h");

        assertEquals(ExitCode.FAILED, output.status());
        assertTrue(
                output.out()
                        .contains("failed + a create: UTILITY, en, id: POST " + TEMPLATES
                                + ": status 400: Constraint Violation; name is in use"),
                output.out());
        assertTrue(output.out().contains("done   + b create: UTILITY, en, id"), output.out());
    }

    @Test
    void jsonHasThePlanItsResultsAndTheReviews() throws IOException {
        templates.write("a.yaml", VISIT.replace("name: visit", "name: a"));
        templates.write("b.yaml", VISIT.replace("name: visit", "name: b"));
        var mapper = new ObjectMapper();
        templates.command.onPause(templates.api::approveAll);

        var applied = mapper.readTree(templates.apply("--wait", "1h", "--json").out());

        assertEquals("create", applied.at("/changes/0/action").asText());
        assertEquals("id", applied.at("/changes/0/languages/1").asText());
        assertEquals(2, applied.at("/counts/create").asInt());
        assertEquals("done", applied.at("/results/1/result").asText());
        assertEquals("APPROVED", applied.at("/reviews/3/status").asText());

        templates.write("c.yaml", VISIT.replace("name: visit", "name: c"));
        templates.api.refuseNext(400, "{\"title\":\"Constraint Violation\"}", Map.of());
        var refused = templates.apply("--json");
        assertEquals(ExitCode.FAILED, refused.status());
        assertEquals("", refused.err());
        var result = mapper.readTree(refused.out()).at("/results/0");
        assertEquals("failed", result.path("result").asText());
        assertEquals("Constraint Violation", result.at("/problem/title").asText());
    }

    @Test
    void anOverloadedApiIsCalledAgainAfterThePauseItAsksFor() throws IOException {
        templates.write("visit.yaml", VISIT);
        templates.api.refuseNext(503, "{}", Map.of("Retry-After", "7"));
        templates.api.refuseNext(429, "{}", Map.of("Retry-After", "600"));

        assertEquals(ExitCode.OK, templates.apply().status());

        assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(30)), templates.command.pauses());
        assertEquals(3, templates.api.writes().size());
    }

    @Test
    void callsEndAfterSomeRepeats() throws IOException {
        templates.write("visit.yaml", VISIT);
        for (var i = 0; i < 10; i++) {
            templates.api.refuseNext(503, "{}", Map.of("Retry-After", "1"));
        }

        assertEquals(ExitCode.UNREACHABLE, templates.apply().status());
        assertEquals(5, templates.api.writes().size());
    }

    @Test
    void allPagesAreRead() throws IOException {
        for (var i = 0; i < 250; i++) {
            templates.api.add("template_" + i);
        }
        templates.write("visit.yaml", VISIT);

        assertTrue(templates
                .plan("--prune")
                .out()
                .contains("1 to create, 0 localizations to add, 0 edits, 250 to delete"));
        assertEquals(4, templates.api.calls().size(), "accounts and three pages");
    }

    @Test
    void theAccountIsChosenIfThereAreSeveral() throws IOException {
        templates.write("visit.yaml", VISIT);
        templates.api.withAccounts(ConversationsStub.ACCOUNT, OTHER);

        assertEquals(
                "Choose a WhatsApp account with --account: " + ConversationsStub.ACCOUNT + ", " + OTHER + ".",
                templates.plan().err().strip());
        assertEquals(
                ExitCode.OK,
                templates.plan("--account", ConversationsStub.ACCOUNT).status());
        assertTrue(templates.plan("--account", OTHER).err().contains("status 404"));
    }

    @Test
    void filesWithErrorsPreventAllCalls() throws IOException {
        templates.write("a.yaml", VISIT);
        templates.write("b.yaml", VISIT.replace("name: visit", "name: Visit"));

        var output = templates.apply();

        assertEquals(ExitCode.FAILED, output.status());
        assertTrue(output.out().contains("b.yaml:name ERROR name-pattern"), output.out());
        assertEquals(List.of(), templates.api.calls());
    }

    @Test
    void twoFilesOfOneTemplateAreAnError() throws IOException {
        templates.write("a.yaml", VISIT);
        templates.write("b.yaml", VISIT);

        assertTrue(templates.plan().err().contains("are the same template visit"));
    }

    @Test
    void missingKeyFolderAndServerAreReported() throws IOException {
        templates.write("visit.yaml", VISIT);
        var url = templates.api.url().toString();

        var noKey = new CommandRun(Map.of()).run("plan", folder.toString(), "--url", url);
        assertEquals(ExitCode.UNAUTHORIZED, noKey.status());
        assertTrue(noKey.err().startsWith("Set PARLEY_API_KEY "), noKey.err());
        var wrongKey = new CommandRun(Map.of("PARLEY_API_KEY", "x")).run("plan", folder.toString(), "--url", url);
        assertEquals(ExitCode.UNAUTHORIZED, wrongKey.status());
        assertTrue(wrongKey.err().contains("Send a key. (status 401)"), wrongKey.err());
        assertEquals(ExitCode.USAGE, templates.command.run("plan").status());
        assertEquals(
                ExitCode.USAGE,
                templates.command.run("plan", folder.resolve("no").toString()).status());
        assertEquals(ExitCode.USAGE, templates.apply("--wait", "soon").status());
        templates.api.close();
        var unreachable = templates.plan();
        assertEquals(ExitCode.UNREACHABLE, unreachable.status());
        assertTrue(unreachable.err().contains("cannot be reached"), unreachable.err());
    }
}
