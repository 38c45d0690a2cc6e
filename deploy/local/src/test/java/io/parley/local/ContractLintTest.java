package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the served OpenAPI documents with the common linters. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class ContractLintTest {

    private static final Path HOME = Path.of(System.getProperty("parley.home"), "deploy/local");
    private static final Path RULES = HOME.resolve("src/test/npm");

    private final Platform platform;

    ContractLintTest(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/openapi/operator"})
    void redoclyReportsNoProblems(String document) throws Exception {
        var file = served(document);

        ExternalProgram.run(
                file.getParent(),
                List.of(
                        ExternalProgram.npm("redocly"),
                        "lint",
                        "--config",
                        RULES.resolve("redocly.yaml").toString(),
                        file.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/openapi/operator"})
    void spectralReportsNoProblems(String document) throws Exception {
        var file = served(document);

        var printed = ExternalProgram.run(
                file.getParent(),
                List.of(
                        ExternalProgram.npm("spectral"),
                        "lint",
                        "--ruleset",
                        RULES.resolve("spectral.yaml").toString(),
                        "--fail-severity=hint",
                        file.toString()));

        assertFalse(printed.contains("warning"), printed);
    }

    private Path served(String document) throws Exception {
        var folder = Files.createDirectories(HOME.resolve("target/lint"));
        var file = folder.resolve(document.substring(1).replace('/', '-') + ".yaml");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(platform.endpoints().front() + document))
                    .build();
            assertEquals(200, client.send(request, BodyHandlers.ofFile(file)).statusCode());
        }
        return file;
    }
}
