package io.parley.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks the list of applications against the modules. */
class ApplicationTest {

    private static final Path ROOT = Path.of(System.getProperty("parley.home"));

    @Test
    void everyServiceHasAnImage() {
        var services = Arrays.stream(Application.values())
                .map(Application::service)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());

        assertEquals(EnumSet.allOf(Service.class), services);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLI")
    void theDeclaredPortIsTheApplicationsDefault(Application application) throws IOException {
        var source = application.service().isPresent()
                ? "src/main/resources/application.properties"
                : "src/main/java/io/parley/sandbox/SandboxConfig.java";
        var text = Files.readString(ROOT.resolve(application.module()).resolve(source));

        var port = application.ports().getFirst();

        assertTrue(
                text.contains("quarkus.http.port=" + port) || text.contains("\"http-port\", \"" + port + "\""),
                application + " listens on another port than " + port);
    }
}
