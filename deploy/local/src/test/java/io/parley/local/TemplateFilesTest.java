package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lint of templates in its two forms: the operator API through the front, and the program in the service's package. */
@ExtendWith(OnePlatform.class)
class TemplateFilesTest {
    private static final String TEMPLATE = """
            {"name":"visit","category":"UTILITY","localizations":[
             {"language":"en","components":[{"type":"BODY","text":"Your visit is on %s"}]}]}""";

    @TempDir
    Path folder;

    @Test
    void theFrontRoutesTheLintToTheTemplateService(Platform platform) throws Exception {
        var result = eventually("the account is known", () -> lint(platform, TEMPLATE.formatted("{{2}}.")));

        assertEquals(
                "placeholder-gap", result.path("findings").path(0).path("rule").asText(), result.toString());
    }

    @Test
    void thePackagedProgramChecksFiles() throws Exception {
        Files.writeString(folder.resolve("visit.json"), TEMPLATE.formatted("Monday."));

        assertEquals("0 errors, 0 warnings.", ExternalProgram.run(folder, program("lint", "visit.json")));
        assertTrue(ExternalProgram.run(folder, program("help")).startsWith("./dev template lint FILE"));
    }

    private static List<String> program(String... words) {
        var app = Path.of(System.getProperty("parley.home"), "template-service/target/quarkus-app");
        var classPath = String.join(File.pathSeparator, app + "/app/*", app + "/lib/main/*", app + "/lib/boot/*");
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var command = new ArrayList<>(List.of(java, "-cp", classPath, "io.parley.template.command.TemplateCommand"));
        command.addAll(List.of(words));
        return command;
    }

    /** Returns the findings, or null while the service does not know the account yet. */
    private static JsonNode lint(Platform platform, String template) {
        var url = platform.endpoints().operator() + "/whatsapp-accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID
                + "/templates/lint";
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("apikey", platform.credentials().operatorKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(template))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 404 ? null : new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
