package io.parley.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Checks that the chart and the scripts use the images that are built. */
class ImageConsumersTest {

    private static final Path ROOT = Path.of(System.getProperty("parley.home"));
    private static final Path PROVE = ROOT.resolve("deploy/prove");
    private static final Pattern LIST = Pattern.compile("(?m)^readonly IMAGES=\\((.*)\\)$");

    private static Set<String> built() {
        return Arrays.stream(Application.values())
                .map(Application::imageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Images of commands, which a platform does not run. */
    private static Set<String> commands() {
        return Arrays.stream(Application.values())
                .filter(application -> !application.isComponent())
                .map(Application::imageName)
                .collect(Collectors.toSet());
    }

    @Test
    void theChartHasAComponentForEachImage() throws IOException {
        var components = new YAMLMapper()
                .readTree(
                        ROOT.resolve("deploy/helm/parley/files/components.yaml").toFile());
        var images = StreamSupport.stream(components.spliterator(), false)
                .map(component -> component.path("image").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        images.addAll(commands());
        assertEquals(built(), images);
    }

    @Test
    void theProofRunsEveryImage() throws IOException {
        var list = LIST.matcher(Files.readString(PROVE.resolve("platform.sh")));

        assertTrue(list.find());
        assertEquals(built(), new TreeSet<>(List.of(list.group(1).split(" "))));
    }

    @Test
    void theScriptsAreValidBash() throws Exception {
        try (var files = Files.walk(PROVE)) {
            var scripts = files.filter(file -> file.toString().endsWith(".sh")).toList();
            assertFalse(scripts.isEmpty());
            for (var script : scripts) {
                var bash = new ProcessBuilder("bash", "-n", script.toString())
                        .redirectErrorStream(true)
                        .start();
                assertTrue(bash.waitFor(10, TimeUnit.SECONDS), script + " is checked");
                assertEquals(
                        0, bash.exitValue(), new String(bash.getInputStream().readAllBytes()));
            }
        }
    }

    @Test
    void thePortsOfTheDocumentedImagesAreTheirs() throws IOException {
        var readme = Files.readString(ROOT.resolve("deploy/images/README.md"));

        for (var application : Application.values()) {
            var ports = application.ports().stream().map(String::valueOf).collect(Collectors.joining(", "));
            ports = ports.isEmpty() ? "none" : ports;
            assertTrue(
                    readme.contains("| `parley/" + application.imageName() + "` | " + ports + " |"),
                    application.imageName() + " with its ports");
        }
    }
}
