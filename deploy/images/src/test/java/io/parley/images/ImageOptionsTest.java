package io.parley.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageOptionsTest {

    private static final Path OUTPUT = Path.of("/output");

    private static ImageOptions parse(String... arguments) {
        return ImageOptions.parse(List.of(arguments), OUTPUT);
    }

    @Test
    void allImagesWithStartCachesAreTheDefault() {
        assertEquals(
                new ImageOptions(
                        EnumSet.allOf(Application.class), null, true, OUTPUT, OUTPUT.resolve("work"), null, null),
                parse());
    }

    @Test
    void namedImagesAreBuilt() {
        assertEquals(
                EnumSet.of(Application.FLOW, Application.SANDBOX),
                parse("sandbox", "flow-service").images());
    }

    @Test
    void anotherBaseHasNoStartCaches() {
        var options = parse("--base", "eclipse-temurin:25-jre", "--tag", "1.2.3");

        assertEquals("eclipse-temurin:25-jre", options.base());
        assertEquals("1.2.3", options.tag());
        assertFalse(options.startCaches());
    }

    @Test
    void startCachesCanBeExcludedAndFoldersNamed() {
        var options = parse("--no-start-caches", "--work", "/w", "--output", "/o");

        assertFalse(options.startCaches());
        assertEquals(Path.of("/w"), options.work());
        assertEquals(Path.of("/o"), options.output());
        assertNull(options.base());
    }

    @Test
    void wrongArgumentsAreReported() {
        assertEquals(
                "Unknown image flow; images are messaging-service, template-service, flow-service, webhook-gateway,"
                        + " sandbox, cli.",
                assertThrows(ImageBuildException.class, () -> parse("flow")).getMessage());
        assertEquals(
                "--tag needs a value.",
                assertThrows(ImageBuildException.class, () -> parse("--tag", "--work"))
                        .getMessage());
        assertTrue(assertThrows(ImageBuildException.class, () -> parse("--force"))
                .getMessage()
                .startsWith("Unknown option --force"));
    }
}
