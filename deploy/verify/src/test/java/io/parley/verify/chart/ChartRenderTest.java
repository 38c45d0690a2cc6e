package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.marcnuri.helm.Helm;
import io.parley.verify.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every preset renders for every supported version of Kubernetes, and no check finds anything in it. */
@Tag("static")
@Timeout(60)
@Tag("slow")
class ChartRenderTest {
    private static final List<String> VERSIONS = List.of(
            "1.29.0", "1.30.0", "1.31.0", "1.32.0", "1.33.0", "1.34.0", Chart.NEWEST_KUBERNETES, "1.31.4-eks-1");

    @TempDir
    static Path folder;

    private static Chart chart;

    @BeforeAll
    static void copy() {
        chart = Chart.ofRepository().copiedTo(folder);
    }

    static List<String> presets() {
        return Chart.ofRepository().presets();
    }

    @Test
    void lintFindsNothing() {
        var result = new Helm(Chart.ofRepository().folder()).lint().strict().call();

        assertFalse(result.isFailed(), result.getMessages().toString());
    }

    /** Nothing that the chart needs is excluded from its package. */
    @Test
    void thePackagedChartRendersTheSame(@TempDir Path target) {
        var repository = Chart.ofRepository();
        new Helm(repository.folder()).packageIt().withDestination(target).call();
        var version = repository.yaml("Chart.yaml").path("version").asText();
        var packaged = new Chart(target.resolve("parley-" + version + ".tgz"));
        var values = repository.preset("monitoring");

        assertEquals(
                repository.text("parley", values, Chart.NEWEST_KUBERNETES, Map.of()),
                packaged.text("parley", values, Chart.NEWEST_KUBERNETES, Map.of()));
    }

    @Test
    void filesOfTheChartHaveNoFinding() {
        assertEquals(List.of(), ChartChecks.of(chart));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void presetsHaveNoFinding(String preset) {
        assertEquals(List.<Finding>of(), ChartChecks.of(chart, chart.render(preset)));
    }

    /** No template asks for the version, so that a preset for each version shows it for all presets. */
    @Test
    void everySupportedVersionRendersTheSame() {
        var presets = chart.presets();
        for (var i = 0; i < VERSIONS.size(); i++) {
            var preset = presets.get(i % presets.size());

            assertEquals(
                    chart.render(preset).text(),
                    chart.render(preset, VERSIONS.get(i), Map.of()).text(),
                    preset + " for " + VERSIONS.get(i));
        }
    }

    @Test
    void olderKubernetesIsRefused() {
        var refusal = assertThrows(IllegalStateException.class, () -> chart.render("minimal", "1.28.9", Map.of()));

        assertTrue(refusal.getMessage().contains("kubeVersion: >=1.29.0-0"), refusal.getMessage());
    }

    /** A component that is not installed leaves nothing behind. */
    @Test
    void componentsCanBeLeftOut() {
        for (var component : List.of("messaging", "template", "flow", "gateway")) {
            var rendered = chart.render(
                    "gateway-api", Chart.NEWEST_KUBERNETES, Map.of("components." + component + ".enabled", false));
            var text = rendered.manifests().stream()
                    .filter(manifest -> manifest.toString().contains("parley-" + component))
                    .map(Manifest::id)
                    .toList();

            assertEquals(List.of(), text, component);
        }
    }

    /** The names of a release whose name is as long as Helm allows. */
    @Test
    void namesOfALongReleaseAreShortEnough() {
        var rendered = chart.render("a".repeat(53), chart.preset("monitoring"), Chart.NEWEST_KUBERNETES, Map.of());

        var tooLong = rendered.manifests().stream()
                .filter(manifest -> manifest.name().length() > 63)
                .map(Manifest::id);
        assertEquals(List.of(), tooLong.toList());
    }

    @Test
    void componentsOverrideTheDefaultsAlsoByFalseAndZero() {
        var rendered = chart.render(
                "minimal",
                Chart.NEWEST_KUBERNETES,
                Map.of("components.flow.replicas", 0, "components.flow.spread.enabled", false));
        var flow = rendered.of("Deployment", "flow").orElseThrow();

        assertEquals(0, flow.spec().path("replicas").asInt(-1));
        assertTrue(flow.pod().at("/spec/topologySpreadConstraints").isMissingNode());
    }

    /** Settings reach the service as they were given: numbers are not written as 2e+06. */
    @Test
    void settingsKeepTheirNotation() {
        var settings = Settings.of(chart.render("ha"), "messaging");

        assertEquals("2000000", settings.get("parley.retention.max-parked-events"));
        assertEquals("2m", settings.get("parley.dispatch.hold"));
        assertEquals("file:/etc/parley/tokens/meta/verify-token", settings.get("parley.webhooks.meta.verify-token"));
    }

    @Test
    void everyPathOfATokenIsMounted() {
        var rendered = chart.render("ha");
        rendered.deployments().forEach(deployment -> {
            var mounted = Manifest.elements(deployment.pod().at("/spec/volumes"))
                    .flatMap(volume -> Manifest.elements(volume.at("/projected/sources")))
                    .map(source -> "file:/etc/parley/tokens/"
                            + source.at("/secret/items/0/path").asText())
                    .toList();
            var named = Settings.of(rendered, deployment.component()).values().stream()
                    .filter(value -> value.startsWith("file:"));

            assertEquals(named.sorted().toList(), mounted.stream().sorted().toList(), deployment.id());
        });
        assertTrue(Stream.of("messaging", "gateway")
                .allMatch(
                        component -> Settings.of(rendered, component).toString().contains("file:")));
    }
}
