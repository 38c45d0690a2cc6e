package io.parley.template.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.command.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ./dev template apply}: reviews, refused calls, outages, and wrong arguments. */
class ApplyTemplatesTest extends WithTemplateFolder {

    /** The examples have samples, buttons, a carousel and an authentication template, which responses show otherwise. */
    @Test
    void waitEndsWhenAllAreApproved() throws IOException {
        write("visit.yaml", VISIT);
        command.onPause(() -> {
            if (command.pauses().size() == 3) {
                api.approveAll();
            }
        });

        var output = apply("--wait", "1h");

        assertEquals(ExitCode.OK, output.status(), output.out());
        assertEquals(3, command.pauses().size());
        assertTrue(output.lines().containsAll(List.of("visit en APPROVED", "visit id APPROVED")), output.out());
    }

    @Test
    void aRejectionIsAFailure() throws IOException {
        write("visit.yaml", VISIT);
        command.onPause(() -> {
            api.approveAll();
            api.setStatus("visit", "id", "REJECTED", "INVALID_FORMAT");
        });

        var output = apply("--wait", "1h");

        assertEquals(ExitCode.FAILED, output.status());
        assertTrue(output.out().contains("visit id REJECTED: INVALID_FORMAT"), output.out());
    }

    @Test
    void anOutageDoesNotEndTheWait() throws IOException {
        write("visit.yaml", VISIT);
        command.onPause(() -> {
            api.setUnavailable(command.pauses().size() < 3);
            api.approveAll();
        });

        var output = apply("--wait", "1h");

        assertEquals(ExitCode.OK, output.status(), output.err());
        assertEquals(3, command.pauses().size());
    }

    @Test
    void aReviewThatTakesLongerEndsWithATimeout() throws IOException {
        write("visit.yaml", VISIT);

        var output = apply("--wait", "10m");

        assertEquals(ExitCode.TIMEOUT, output.status());
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
        write("a.yaml", VISIT.replace("name: visit", "name: a"));
        write("b.yaml", VISIT.replace("name: visit", "name: b"));
        var mapper = new ObjectMapper();
        command.onPause(api::approveAll);

        var applied = mapper.readTree(apply("--wait", "1h", "--json").out());

        assertEquals("create", applied.at("/changes/0/action").asText());
        assertEquals("id", applied.at("/changes/0/languages/1").asText());
        assertEquals(2, applied.at("/counts/create").asInt());
        assertEquals("done", applied.at("/results/1/result").asText());
        assertEquals("APPROVED", applied.at("/reviews/3/status").asText());

        write("c.yaml", VISIT.replace("name: visit", "name: c"));
        api.refuseNext(400, "{\"title\":\"Constraint Violation\"}", Map.of());
        var refused = apply("--json");
        assertEquals(ExitCode.FAILED, refused.status());
        assertEquals("", refused.err());
        var result = mapper.readTree(refused.out()).at("/results/0");
        assertEquals("failed", result.path("result").asText());
        assertEquals("Constraint Violation", result.at("/problem/title").asText());
    }

    @Test
    void anOverloadedApiIsCalledAgainAfterThePauseItAsksFor() throws IOException {
        write("visit.yaml", VISIT);
        api.refuseNext(503, "{}", Map.of("Retry-After", "7"));
        api.refuseNext(429, "{}", Map.of("Retry-After", "600"));

        assertEquals(ExitCode.OK, apply().status());

        assertEquals(List.of(Duration.ofSeconds(7), Duration.ofSeconds(30)), command.pauses());
        assertEquals(3, api.writes().size());
    }

    @Test
    void callsEndAfterSomeRepeats() throws IOException {
        write("visit.yaml", VISIT);
        for (var i = 0; i < 10; i++) {
            api.refuseNext(503, "{}", Map.of("Retry-After", "1"));
        }

        assertEquals(ExitCode.UNREACHABLE, apply().status());
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
        assertEquals(ExitCode.OK, plan("--account", ConversationsStub.ACCOUNT).status());
        assertTrue(plan("--account", OTHER).err().contains("status 404"));
    }

    @Test
    void filesWithErrorsPreventAllCalls() throws IOException {
        write("a.yaml", VISIT);
        write("b.yaml", VISIT.replace("name: visit", "name: Visit"));

        var output = apply();

        assertEquals(ExitCode.FAILED, output.status());
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
        assertEquals(ExitCode.UNAUTHORIZED, noKey.status());
        assertTrue(noKey.err().startsWith("Set PARLEY_API_KEY "), noKey.err());
        var wrongKey = new CommandRun(Map.of("PARLEY_API_KEY", "x")).run("plan", folder.toString(), "--url", url);
        assertEquals(ExitCode.UNAUTHORIZED, wrongKey.status());
        assertTrue(wrongKey.err().contains("Send a key. (status 401)"), wrongKey.err());
        assertEquals(ExitCode.USAGE, command.run("plan").status());
        assertEquals(
                ExitCode.USAGE,
                command.run("plan", folder.resolve("no").toString()).status());
        assertEquals(ExitCode.USAGE, apply("--wait", "soon").status());
        api.close();
        var unreachable = plan();
        assertEquals(ExitCode.UNREACHABLE, unreachable.status());
        assertTrue(unreachable.err().contains("cannot be reached"), unreachable.err());
    }
}
