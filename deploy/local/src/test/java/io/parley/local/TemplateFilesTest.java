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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The lint of templates in its two forms: the operator API through the front, and the program in the service's package. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class TemplateFilesTest {
    private static final String TEMPLATE = """
            {"name":"visit","category":"UTILITY","localizations":[
             {"language":"en","components":[{"type":"BODY","text":"Your visit is on %s"}]}]}""";

    private static final String VISIT = """
            name: files_visit
            category: UTILITY
            localizations:
              - language: en
                components:
                  - { type: HEADER, format: TEXT, text: 'Visit {{1}}', example: { text: '42' } }
                  - type: BODY
                    text: 'Hi {{1}}, we expect you on {{2}} at our shop.'
                    example: { texts: [Mina, Monday at nine] }
                  - { type: FOOTER, text: Corner Shop }
                  - type: BUTTONS
                    buttons:
                      - { type: QUICK_REPLY, text: Confirm }
                      - { type: QUICK_REPLY, text: Call off }
              - language: de
                components:
                  - type: BODY
                    text: 'Hallo {{1}}, wir erwarten dich am {{2}} in unserem Laden.'
                    example: { texts: [Mina, Montag um neun] }
            """;

    private static final String CODE = """
            name: files_code
            category: AUTHENTICATION
            localizations:
              - language: en
                messageSendTimeToLiveSeconds: 120
                components:
                  - { type: BODY, addSecurityRecommendation: true }
                  - { type: FOOTER, codeExpirationMinutes: 10 }
                  - { type: BUTTONS, buttons: [{ type: OTP, otpType: COPY_CODE, text: Copy code }] }
            """;

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

    /** The program compares with what the service shows after Meta's review, so a second run finds no difference. */
    @Test
    @Tag("slow")
    void filesAreAppliedReviewedAndThenUnchanged(Platform platform) throws Exception {
        Files.writeString(folder.resolve("visit.yaml"), VISIT);
        Files.writeString(folder.resolve("code.yaml"), CODE);
        var options = List.of(".", "--url", platform.endpoints().front());

        var applied = ExternalProgram.run(folder, withKey(platform, program("apply", options, "--wait", "2m")));
        assertTrue(applied.contains("files_visit de APPROVED"), applied);
        assertTrue(applied.contains("files_code en APPROVED"), applied);

        var compared = ExternalProgram.run(folder, withKey(platform, program("plan", options, "--detailed-exitcode")));
        assertTrue(compared.contains("= files_visit unchanged"), compared);
        assertTrue(compared.contains("= files_code unchanged"), compared);

        Files.writeString(folder.resolve("visit.yaml"), VISIT.replace("in unserem Laden", "bei uns im Laden"));
        var edited = ExternalProgram.run(folder, withKey(platform, program("apply", options, "--wait", "2m")));
        assertTrue(edited.contains("done   ~ files_visit de edit"), edited);
        assertTrue(edited.contains("files_visit de APPROVED"), edited);
    }

    private static List<String> program(String command, List<String> options, String... more) {
        var words = new ArrayList<>(List.of(command));
        words.addAll(options);
        words.addAll(List.of(more));
        return program(words.toArray(String[]::new));
    }

    private static List<String> withKey(Platform platform, List<String> program) {
        var command = new ArrayList<>(
                List.of("env", "PARLEY_API_KEY=" + platform.credentials().apiKey()));
        command.addAll(program);
        return command;
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
