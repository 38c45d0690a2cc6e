package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.ConversationsApi;
import io.parley.runtime.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the operator API's {@code GET /setup-checks} and {@code /setup-checks/flows} find. */
@Command(
        name = "doctor",
        header = "Checks credentials, webhooks and binds, and prints what to do (operator key required).",
        footerHeading = "%nExamples:%n",
        footer = {"  parley doctor", "  PARLEY_OPERATOR_KEY=… parley doctor --url https://api.example.com --json"})
final class DoctorCommand implements Callable<Integer> {
    private static final String CHECKS = "/operator/v1/setup-checks";

    @Mixin
    private final PlatformOptions connection;

    @Mixin
    private final OutputOptions output;

    DoctorCommand(ProcessEnvironment environment) {
        connection = new PlatformOptions(environment);
        output = new OutputOptions(environment);
    }

    @Override
    public Integer call() {
        try (var api = connection.operatorApi()) {
            var checks = OutputOptions.object().putArray("checks");
            api.call("GET", CHECKS, null).forEach(checks::add);
            flowChecks(api).forEach(checks::add);
            checks.forEach(this::print);
            var failed = count(checks, "failed");
            output.line("%d checked, %d failed, %d with a warning.", checks.size(), failed, count(checks, "warning"));
            output.document(checks);
            return (failed == 0 ? ExitCode.OK : ExitCode.FAILED).value();
        }
    }

    /** The checks of flow-service, which may not be part of a deployment. */
    private static JsonNode flowChecks(ConversationsApi api) {
        try {
            return api.call("GET", CHECKS + "/flows", null);
        } catch (ApiFailure e) {
            var checks = OutputOptions.object().putArray("checks");
            checks.addObject()
                    .put("component", "flows")
                    .put("subject", "flow-service")
                    .put("result", "warning")
                    .put("finding", e.getMessage())
                    .put("remedy", "Start flow-service, and route its paths to it, if Flows are used.");
            return checks;
        }
    }

    private void print(JsonNode check) {
        var result = check.path("result").asText();
        output.line(
                "%s%s %-10s %-24s %s",
                output.coloured(result),
                " ".repeat(Math.max(0, 8 - result.length())),
                check.path("component").asText(),
                check.path("subject").asText(),
                check.path("finding").asText());
        if (check.has("remedy")) {
            output.line("%-8s %-10s → %s", "", "", check.path("remedy").asText());
        }
    }

    private static int count(ArrayNode checks, String result) {
        return (int) checks.valueStream()
                .filter(check -> check.path("result").asText().equals(result))
                .count();
    }
}
