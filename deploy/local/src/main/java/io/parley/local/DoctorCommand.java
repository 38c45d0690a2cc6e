package io.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.parley.runtime.command.CommandSyntax;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./dev doctor}: prints what the operator API's {@code GET /setup-checks} and {@code
 * /setup-checks/flows} find, of the platform that runs from a
 * state folder or of a deployment.
 *
 * @param state the state folder
 * @param url base URL of a deployment's API; null for the platform of the state folder
 */
record DoctorCommand(Path state, URI url) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final CommandSyntax SYNTAX =
            new CommandSyntax("./dev help", Set.of(), Set.of("--state", "--url"), 0);

    static DoctorCommand parse(String[] words, Path home) {
        var arguments = SYNTAX.parse(Arrays.stream(words).skip(1).toList());
        return new DoctorCommand(
                arguments.path("--state").orElse(home.resolve(".parley")),
                arguments.origin("--url").orElse(null));
    }

    /**
     * @param environment {@code PARLEY_OPERATOR_KEY} is the key of a deployment
     * @return 0 if nothing has failed
     */
    int run(Map<String, String> environment, PrintStream out) {
        var checks = url == null ? ofStateFolder(environment) : ofDeployment(environment);
        checks.forEach(check -> print(check, out));
        var failed = count(checks, "failed");
        out.printf("%d checked, %d failed, %d with a warning.%n", checks.size(), failed, count(checks, "warning"));
        return failed == 0 ? 0 : 1;
    }

    private JsonNode ofStateFolder(Map<String, String> environment) {
        var folder = new StateFolder(state);
        var running = RunningPlatform.read(folder)
                .filter(platform -> platform.process().isPresent())
                .orElseThrow(() -> new StartupException("Parley is not running from " + state
                        + ". Start it with ./dev up, or check a deployment with --url and PARLEY_OPERATOR_KEY."));
        var urls = new PlatformUrls(new Ports(running.base()));
        return checks(urls.operator(), Credentials.of(folder, environment).operatorKey());
    }

    private JsonNode ofDeployment(Map<String, String> environment) {
        var key = environment.get("PARLEY_OPERATOR_KEY");
        if (key == null) {
            throw new StartupException("Set PARLEY_OPERATOR_KEY to the operator key of the deployment.");
        }
        return checks(url.resolve("/operator/v1").toString(), key);
    }

    /** The checks of messaging-service and those of flow-service, one of which may not be part of a deployment. */
    private static ArrayNode checks(String api, String key) {
        try (var http = HttpClient.newHttpClient()) {
            var all = (ArrayNode) checks(http, api + "/setup-checks", key);
            return all.addAll((ArrayNode) flowChecks(http, api + "/setup-checks/flows", key));
        }
    }

    private static JsonNode flowChecks(HttpClient http, String url, String key) {
        try {
            return checks(http, url, key);
        } catch (StartupException e) {
            var line = new ObjectMapper()
                    .createObjectNode()
                    .put("component", "flows")
                    .put("subject", "flow-service")
                    .put("result", "warning")
                    .put("finding", e.getMessage())
                    .put("remedy", "Start flow-service, and route its paths to it, if Flows are used.");
            return new ObjectMapper().createArrayNode().add(line);
        }
    }

    private static JsonNode checks(HttpClient http, String url, String key) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("apikey", key)
                    .timeout(TIMEOUT)
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new StartupException(url + " answers with status " + response.statusCode() + ": "
                        + new ObjectMapper()
                                .readTree(response.body())
                                .path("detail")
                                .asText("no reason"));
            }
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new StartupException(url + " cannot be reached: " + Failures.describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted.");
        }
    }

    private static void print(JsonNode check, PrintStream out) {
        out.printf(
                "%-8s %-10s %-24s %s%n",
                check.path("result").asText(),
                check.path("component").asText(),
                check.path("subject").asText(),
                check.path("finding").asText());
        if (check.has("remedy")) {
            out.printf("%-8s %-10s → %s%n", "", "", check.path("remedy").asText());
        }
    }

    private static long count(JsonNode checks, String result) {
        var count = 0L;
        for (var check : checks) {
            count += check.path("result").asText().equals(result) ? 1 : 0;
        }
        return count;
    }
}
