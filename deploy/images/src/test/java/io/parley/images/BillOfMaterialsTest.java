package io.parley.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {

    private static final SourceRevision REVISION =
            new SourceRevision("05b541b2", null, Instant.parse("2026-03-01T10:15:30Z"));
    private static final String OF_MAVEN = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
             "metadata": {"component": {"type": "library", "bom-ref": "app", "group": "io.parley", "name": "app",
               "version": "1.0", "description": "An application.", "licenses": [{"license": {"id": "Apache-2.0"}}]}},
             "components": [
               {"type": "library", "bom-ref": "used", "group": "org.example", "name": "used", "version": "2.1",
                "purl": "pkg:maven/org.example/used@2.1?type=jar", "licenses": [{"license": {"id": "MIT"}}]},
               {"type": "library", "bom-ref": "native", "group": "org.example", "name": "native", "version": "3",
                "purl": "pkg:maven/org.example/native@3?classifier=linux-x86_64&type=jar"},
               {"type": "library", "bom-ref": "tool", "group": "org.example", "name": "tool", "version": "4",
                "purl": "pkg:maven/org.example/tool@4?type=jar"}],
             "dependencies": [
               {"ref": "app", "dependsOn": ["used", "tool"]}, {"ref": "used", "dependsOn": ["native"]},
               {"ref": "tool", "dependsOn": []}]}
            """;

    @TempDir
    Path temporary;

    private Path libraries;

    @BeforeEach
    void createLibraries() {
        libraries = temporary.resolve("lib");
        ImageFiles.write(temporary.resolve("bom.json"), OF_MAVEN);
        ImageFiles.write(libraries.resolve("main/org.example.used-2.1.jar"), "");
        ImageFiles.write(libraries.resolve("main/org.example.native-3-linux-x86_64.jar"), "");
    }

    private BillOfMaterials bom() {
        return BillOfMaterials.read(temporary.resolve("bom.json"));
    }

    private static Bom parsed(String json) throws IOException, ParseException {
        assertEquals(List.of(), new JsonParser().validate(json, Version.VERSION_16));
        return new JsonParser().parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void theModuleIsDescribed() {
        assertEquals("1.0", bom().version());
        assertEquals("An application.", bom().description());
        assertEquals("Apache-2.0", bom().license());
    }

    @Test
    void librariesThatAreNotInTheImageAreRemoved() throws Exception {
        var listed = parsed(bom().limitedTo(libraries).json(REVISION));

        assertEquals(
                List.of("used", "native"),
                listed.getComponents().stream().map(Component::getName).toList());
        assertEquals(
                List.of("app", "used"),
                listed.getDependencies().stream().map(one -> one.getRef()).toList());
        assertEquals(1, listed.getDependencies().getFirst().getDependencies().size());
    }

    @Test
    void aLibraryWithoutAnEntryFailsTheBuild() {
        ImageFiles.write(libraries.resolve("main/org.example.unlisted-1.jar"), "");

        var failure = assertThrows(ImageBuildException.class, () -> bom().limitedTo(libraries));

        assertTrue(failure.getMessage().endsWith("[org.example.unlisted-1.jar]"), failure.getMessage());
    }

    @Test
    void librariesOfOtherProgramsAreNamedWithoutTheirGroup() throws Exception {
        var plain = temporary.resolve("plain");
        ImageFiles.write(plain.resolve("used-2.1.jar"), "");

        assertEquals(
                1, parsed(bom().limitedTo(plain).json(REVISION)).getComponents().size());
    }

    @Test
    void packagesAndTheJavaRuntimeAreListed() throws Exception {
        var libc = new SystemPackages.Installed("libc6", "2.36-9+deb12u10", "amd64", "Package: libc6");

        var purls = parsed(bom().with(List.of(libc)).withJavaRuntime().json(REVISION)).getComponents().stream()
                .map(Component::getPurl)
                .collect(Collectors.toSet());

        assertTrue(purls.contains("pkg:deb/debian/libc6@2.36-9%2Bdeb12u10?arch=amd64"), purls.toString());
        assertTrue(purls.stream().anyMatch(purl -> purl.startsWith("pkg:generic/java-runtime@")), purls.toString());
    }

    @Test
    void theSameInputGivesTheSameText() {
        assertEquals(
                bom().withJavaRuntime().json(REVISION), bom().withJavaRuntime().json(REVISION));
    }
}
