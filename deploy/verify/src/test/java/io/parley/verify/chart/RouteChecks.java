package io.parley.verify.chart;

import io.parley.verify.Finding;
import io.parley.verify.Repository;
import java.util.ArrayList;
import java.util.List;

/**
 * Rendered routes lead every path to the service of the common table, and operators' paths are not public. The console is on
 * both hosts, since a page can only call its own.
 */
final class RouteChecks {
    private static final String RULE = "routes";
    private static final String OPERATOR = "/operator/";
    private static final String CONSOLE = "/console";

    private RouteChecks() {}

    static List<Finding> of(Chart chart) {
        return chart.text("files/routes.yaml").equals(Repository.text(RouteTable.FILE))
                ? List.of()
                : List.of(new Finding(RULE, "files/routes.yaml", "differs from " + RouteTable.FILE));
    }

    static List<Finding> of(Rendered rendered) {
        var table = RouteTable.ofRepository();
        var findings = new ArrayList<Finding>();
        rendered.manifests().stream()
                .filter(manifest -> manifest.is("HTTPRoute") || manifest.is("Ingress"))
                .forEach(route -> compare(route, table, findings));
        return findings;
    }

    private static void compare(Manifest manifest, RouteTable table, List<Finding> to) {
        var isOfOperators = manifest.name().endsWith("-operator");
        var routes = RenderedRoutes.of(manifest);
        for (var path : RouteTable.samplePaths()) {
            var isRouted = path.startsWith(OPERATOR) == isOfOperators || path.startsWith(CONSOLE);
            var expected = isRouted
                    ? table.owner(path).map(service -> "parley-" + service).orElse("none")
                    : "none";
            var actual = routes.owner(path).orElse("none");
            if (!actual.equals(expected)) {
                to.add(manifest.finding(RULE, path + " leads to " + actual + ", not to " + expected));
            }
        }
    }
}
