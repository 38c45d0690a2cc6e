package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.annotation.Nullable;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Generates a client from the served contract, compiles it and sends a message. The client uses the server URL of the
 * contract, without further configuration.
 */
@ExtendWith(OnePlatform.class)
@Timeout(600)
@Tag("slow")
class GeneratedClientsTest {

    private static final Path HOME = Path.of(System.getProperty("parley.home"), "deploy/local");
    private static final Path SOURCES = HOME.resolve("src/test/clients");
    private static final Path GENERATOR = HOME.resolve("target/openapi-generator/openapi-generator-cli.jar");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    /** Libraries of a generated client, each by one of its classes. */
    private static final List<Class<?>> LIBRARIES =
            List.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class, JavaTimeModule.class, Nullable.class);

    private final Platform platform;

    GeneratedClientsTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void javaClientCompilesAndSendsAMessage() throws Exception {
        var folder = generated(
                "java",
                "--library=native",
                "--additional-properties=openApiNullable=false,useJakartaEe=true,hideGenerationTimestamp=true");
        var sources = sources(folder.resolve("client/src/main/java"), ".java");
        sources.add(SOURCES.resolve("SendMessage.java").toString());
        Files.write(folder.resolve("sources"), sources);
        ExternalProgram.run(
                folder,
                List.of(
                        JAVA.resolve("javac").toString(),
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        libraries(),
                        "-d",
                        "out",
                        "@sources"));

        var printed = ExternalProgram.run(
                folder,
                List.of(
                        JAVA.resolve("java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "out" + File.pathSeparator + libraries(),
                        "SendMessage",
                        platform.credentials().apiKey(),
                        LocalIdentities.SMS_NUMBER,
                        "4915120008801"));

        delivered(printed);
    }

    @Test
    void typeScriptClientCompilesAndSendsAMessage() throws Exception {
        var folder = generated("typescript-fetch");
        for (var file : List.of("send-message.ts", "tsconfig.json")) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file));
        }
        ExternalProgram.run(folder, List.of(ExternalProgram.npm("tsc"), "--project", "tsconfig.json"));

        var printed = ExternalProgram.run(
                folder,
                List.of(
                        "node",
                        "out/send-message.js",
                        platform.credentials().apiKey(),
                        LocalIdentities.SMS_NUMBER,
                        "4915120008802"));

        delivered(printed);
    }

    private void delivered(String printed) throws Exception {
        var id = UUID.fromString(printed).toString();
        var team = new ProductTeam(platform);
        assertEquals("delivered", eventually("delivered", () -> {
            var status = status(team, id);
            return status.equals("delivered") ? status : null;
        }));
    }

    private static String status(ProductTeam team, String id) {
        try {
            return team.status(id).path("status").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Generates the client to {@code client} in a new folder. */
    private Path generated(String language, String... options) throws Exception {
        var folder = HOME.resolve("target/generated-clients").resolve(language);
        delete(folder);
        var command = new ArrayList<>(List.of(
                JAVA.resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                GENERATOR.toString(),
                "generate",
                "-i",
                platform.endpoints().front() + "/openapi",
                "-g",
                language,
                "-o",
                "client",
                "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"));
        command.addAll(List.of(options));
        ExternalProgram.run(folder, command);
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<String> sources(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return new ArrayList<>(files.map(Path::toString)
                    .filter(file -> file.endsWith(ending))
                    .toList());
        }
    }

    private static String libraries() {
        return String.join(
                File.pathSeparator,
                LIBRARIES.stream().map(GeneratedClientsTest::jar).toList());
    }

    private static String jar(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
