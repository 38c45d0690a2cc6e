package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the services run with the libraries of this program only. */
class ServiceCommandTest {
    private static final String TEMPLATE = """
            name: visit
            category: UTILITY
            localizations:
              - language: en
                components: [{ type: BODY, text: 'Your visit is on %s' }]
            """;

    @TempDir
    Path folder;

    @Test
    void templatesAreChecked() throws Exception {
        var good = Files.writeString(folder.resolve("good.yaml"), TEMPLATE.formatted("Monday."));
        var bad = Files.writeString(folder.resolve("bad.yaml"), TEMPLATE.formatted("{{2}}."));

        assertEquals(
                "0 errors, 0 warnings.\n",
                CliRun.of("template", "lint", good.toString()).err());
        var findings = CliRun.of("template", "lint", bad.toString()).expect(ExitCode.FAILED);
        assertTrue(findings.out().contains("placeholder-gap"), findings.out());
        assertTrue(CliRun.of("template", "help").out().contains("template lint FILE"));
    }

    @Test
    void flowsAreCheckedWithTheirOwnOptions() throws Exception {
        var flow = Files.writeString(folder.resolve("flow.json"), "{\"version\":\"7.3\",\"screens\":[]}");

        var run = CliRun.of("flow", "validate", "--json", flow.toString()).expect(ExitCode.FAILED);

        assertTrue(run.json().at("/files/0").has("validation_errors"), run.out());
    }

    @Test
    void exitCodesAndErrorsAreThoseOfTheOtherCommands() throws Exception {
        Files.writeString(folder.resolve("good.yaml"), TEMPLATE.formatted("Monday."));
        var plan = new String[] {"template", "plan", folder.toString(), "--json"};

        assertTrue(CliRun.of(plan)
                .expect(ExitCode.UNREACHABLE)
                .error()
                .path("error")
                .asText()
                .contains("./dev up"));
        CliRun.at("http://127.0.0.1:1", plan).expect(ExitCode.UNREACHABLE);
        CliRun.of("template", "plan", "--url").expect(ExitCode.USAGE);
        CliRun.of("flow", "publish").expect(ExitCode.USAGE);
        try (var api = new ApiStub()
                .answer("GET /conversations/v3/channels/whatsapp/accounts", 401, "{'title':'Unauthorized'}")) {
            var refused =
                    CliRun.at(api.url(), plan).expect(ExitCode.UNAUTHORIZED).error();
            assertEquals(401, refused.path("status").asInt());
            assertEquals(ExitCode.UNAUTHORIZED.value(), refused.path("exitCode").asInt());
        }
    }

    @Test
    void plansUseThePlatformOfTheOptions() throws Exception {
        Files.writeString(folder.resolve("good.yaml"), TEMPLATE.formatted("Monday."));
        try (var api = new ApiStub()
                .answer("GET /conversations/v3/channels/whatsapp/accounts", 200, "[{'whatsAppAccountId':'w-1'}]")
                .answer("GET /conversations/v3/channels/whatsapp/accounts/w-1/templates", 200, "[]")) {
            var plan =
                    CliRun.at(api.url(), "template", "plan", folder.toString()).expect(ExitCode.OK);
            assertTrue(plan.out().contains("+ visit create"), plan.out());

            Files.createDirectories(folder.resolve(".parley"));
            Files.writeString(
                    folder.resolve(".parley/platform.json"),
                    "{\"api\":\"%s/conversations/v3\",\"apiKey\":\"local\"}".formatted(api.url()));
            CliRun.with(java.util.Map.of(), folder, "template", "plan", folder.toString())
                    .expect(ExitCode.OK);
            assertEquals("local", api.requests().getLast().header("Apikey"));
        }
    }
}
