package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Repository;
import io.parley.verify.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The table of routes that all fronts share; the first match wins. */
record RouteTable(List<Route> routes) {
    static final String FILE = "common-model/src/main/resources/routes.yaml";
    private static final String CONTRACT = "common-model/src/main/resources/contract/conversations-v3.yaml";
    private static final String OPERATOR = "messaging-service/src/main/resources/openapi/operator-v1.yaml";

    /** Paths besides those of the two APIs, and paths that no service handles. */
    private static final List<String> OTHERS = List.of(
            "/docs",
            "/docs/page.js",
            "/openapi",
            "/openapi/operator",
            "/console",
            "/console/messages/4711",
            "/flow-previews/abc",
            "/flow-renderer/preview/page.js",
            "/webhooks/meta",
            "/webhooks/viber/7042",
            "/webhooks/viber-partner/7043",
            "/webhooks/whatsapp/flows/1",
            "/conversations/v3",
            "/conversations/v33/messages",
            "/documents",
            "/webhooksx",
            "/q/health",
            "/");

    record Route(String service, Pattern pattern) {}

    static RouteTable ofRepository() {
        var table = Yaml.document(Repository.text(FILE));
        return new RouteTable(Manifest.elements(table.path("routes"))
                .map(route -> new Route(
                        route.path("service").asText(),
                        Pattern.compile(route.path("pattern").asText())))
                .toList());
    }

    /** The service that handles a path; none if no service does. */
    Optional<String> owner(String path) {
        return routes.stream()
                .filter(route -> route.pattern().matcher(path).matches())
                .map(Route::service)
                .findFirst();
    }

    /** A path of every operation of the contract and of the operator API, and of everything else that is routed. */
    static Set<String> samplePaths() {
        var all = new TreeSet<>(OTHERS);
        all.addAll(operations(CONTRACT, "/conversations/v3"));
        all.addAll(operations(OPERATOR, "/operator/v1"));
        return all;
    }

    /** The paths of the contract's operations. */
    static List<String> contractPaths() {
        return operations(CONTRACT, "/conversations/v3");
    }

    private static List<String> operations(String api, String base) {
        JsonNode paths = Yaml.document(Repository.text(api)).path("paths");
        return paths.properties().stream()
                .map(entry -> base + entry.getKey().replaceAll("\\{[^}]*}", "4711"))
                .toList();
    }
}
