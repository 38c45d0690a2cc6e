package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

        assertTrue(run.json().has("validation_errors"), run.out());
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
