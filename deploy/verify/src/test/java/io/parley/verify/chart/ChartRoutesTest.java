package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rendered routes lead every operation to its service; {@link RouteChecks} compares every path with the table. */
@Tag("static")
class ChartRoutesTest {
    @TempDir
    static Path folder;

    private static Chart chart;

    @BeforeAll
    static void copy() {
        chart = Chart.ofRepository().copiedTo(folder);
    }

    /** An HTTPRoute, an Ingress of ingress-nginx, one of Traefik, and an HTTPRoute without a route for operators. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway-api", "ingress", "trial", "openshift"})
    void everyOperationOfTheContractIsRouted(String preset) {
        var routes = RenderedRoutes.of(api(chart.render(preset)));
        Map<String, Integer> operations = new TreeMap<>();
        for (var path : RouteTable.contractPaths()) {
            operations.merge(routes.owner(path).orElse("none"), 1, Integer::sum);
        }

        var paths = RouteTable.contractPaths();
        var ofTemplates = (int) paths.stream()
                .filter(path -> path.matches(".*/templates(/.*)?"))
                .count();
        var ofFlows = (int)
                paths.stream().filter(path -> path.matches(".*/flows(/.*)?")).count();
        assertEquals(
                Map.of(
                        "parley-template", ofTemplates,
                        "parley-flow", ofFlows,
                        "parley-messaging", paths.size() - ofTemplates - ofFlows),
                operations);
        assertTrue(ofTemplates >= 5 && ofFlows >= 6, operations.toString());
    }

    @Test
    void operatorsPathsAreNotPublic() {
        for (var preset : List.of("gateway-api", "ingress", "trial", "openshift")) {
            var routes = RenderedRoutes.of(api(chart.render(preset)));

            assertTrue(routes.owner("/operator/v1/accounts").isEmpty(), preset);
            assertTrue(routes.owner("/q/health").isEmpty(), preset);
        }
    }

    /** A controller that takes the first expression in the order of the file selects the same service. */
    @Test
    void theOrderOfAnIngressIsFromTheMostSpecific() {
        var paths = api(chart.render("trial")).spec().at("/rules/0/http/paths");
        var table = RouteTable.ofRepository();
        for (var path : RouteTable.contractPaths()) {
            var first = Manifest.elements(paths)
                    .filter(one -> path.matches(one.path("path").asText()))
                    .findFirst()
                    .orElseThrow();

            assertEquals(
                    "parley-" + table.owner(path).orElseThrow(),
                    first.at("/backend/service/name").asText(),
                    path);
        }
    }

    private static Manifest api(Rendered rendered) {
        return rendered.manifests().stream()
                .filter(manifest -> manifest.name().equals("parley-api"))
                .findFirst()
                .orElseThrow();
    }
}
