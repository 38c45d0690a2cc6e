package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.command.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that need the operator key: {@code keys} and {@code doctor}. */
class OperatorCommandsTest {
    private static final String KEYS = "/operator/v1/accounts/a-1/keys";

    private ApiStub api;

    @BeforeEach
    void startApi() throws Exception {
        api = new ApiStub().answer("GET /operator/v1/accounts", 200, "[{'id':'a-1','name':'Local'}]");
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @Test
    void keysAreListedWithTheirState() {
        api.answer("GET " + KEYS, 200, """
                [{'id':'k-1','name':'crm','scopes':['messages:write']},
                 {'id':'k-2','scopes':[],'revokedAt':'2026-01-01T00:00:00Z'},
                 {'id':'k-3','scopes':[],'expiresAt':'2020-01-01T00:00:00Z'}]""");

        var lines = CliRun.at(api.url(), "keys", "list")
                .expect(ExitCode.OK)
                .out()
                .lines()
                .toList();

        assertTrue(lines.get(0).matches("k-1 +active +crm +messages:write"), lines.toString());
        assertTrue(lines.get(1).startsWith("k-2") && lines.get(1).contains("revoked"), lines.toString());
        assertTrue(lines.get(2).contains("expired"), lines.toString());
        assertEquals(CliRun.KEY, api.requests("GET " + KEYS).getFirst().header("Apikey"));
    }

    @Test
    void aNewKeyIsPrintedOnceAndAlone() {
        api.answer("POST " + KEYS, 201, "{'id':'k-4','key':'pk_secret'}");

        var run = CliRun.at(api.url(), "keys", "create", "--name", "ci", "--scope", "messages:read");

        assertEquals("pk_secret\n", run.expect(ExitCode.OK).out());
        assertFalse(run.err().contains("pk_secret"), run.err());
        assertEquals(
                "{\"name\":\"ci\",\"scopes\":[\"messages:read\"]}",
                api.requests("POST " + KEYS).getFirst().body().toString());
        assertEquals(
                "pk_secret",
                CliRun.at(api.url(), "keys", "create", "--json")
                        .json()
                        .path("key")
                        .asText());
    }

    @Test
    void aKeyIsRevoked() {
        api.answer("DELETE " + KEYS + "/k-1", 204, "");

        CliRun.at(api.url(), "keys", "revoke", "k-1").expect(ExitCode.OK);

        assertEquals(1, api.requests("DELETE " + KEYS + "/k-1").size());
        var unknown = CliRun.at(api.url(), "keys", "revoke", "k-9").expect(ExitCode.FAILED);
        assertTrue(unknown.err().contains("Check the id"), unknown.err());
    }

    @Test
    void oneOfSeveralAccountsHasToBeChosen() {
        api.answer("GET /operator/v1/accounts", 200, "[{'id':'a-1','name':'Local'},{'id':'a-2','name':'Garden'}]");

        var run = CliRun.at(api.url(), "keys", "list").expect(ExitCode.USAGE);
        assertTrue(run.err().contains("--account") && run.err().contains("a-2  Garden"), run.err());

        api.answer("GET /operator/v1/accounts/a-2/keys", 200, "[]");
        CliRun.at(api.url(), "keys", "list", "--account", "a-2").expect(ExitCode.OK);
    }

    @Test
    void doctorPrintsFindingsAndRemedies() {
        api.answer("GET /operator/v1/setup-checks", 200, """
                        [{'component':'viber','subject':'service 7042','result':'ok','finding':'the webhook is registered'},
                         {'component':'sms','subject':'smsc a','result':'failed','finding':'refused','remedy':'Set it.'}]""").answer("GET /operator/v1/setup-checks/flows", 200, "[]");

        var run = CliRun.at(api.url(), "doctor").expect(ExitCode.FAILED);

        var lines = run.out().lines().toList();
        assertEquals("ok       viber      service 7042             the webhook is registered", lines.get(0));
        assertEquals("                    → Set it.", lines.get(2));
        assertEquals("2 checked, 1 failed, 0 with a warning.", lines.get(3));
        assertEquals(2, CliRun.at(api.url(), "doctor", "--json").json().size());
    }

    @Test
    void doctorToleratesAMissingFlowService() {
        api.answer("GET /operator/v1/setup-checks", 200, "[]");

        var run = CliRun.at(api.url(), "doctor").expect(ExitCode.OK);

        assertTrue(run.out().contains("1 checked, 0 failed, 1 with a warning."), run.out());
    }
}
