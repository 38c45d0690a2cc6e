package io.parley.local;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Maps paths to services by the shared table of routes; the first match wins. */
final class Routes {

    private final List<Route> routes;

    private record Table(String base, List<Line> routes) {}

    private record Line(String service, String pattern) {}

    private record Route(Service service, Pattern pattern) {}

    private Routes(Table table) {
        routes = table.routes().stream()
                .map(line -> new Route(Service.ofRoute(line.service()), Pattern.compile(line.pattern())))
                .toList();
    }

    static Routes read() {
        try (var file = Routes.class.getResourceAsStream("/routes.yaml")) {
            return new Routes(new YAMLMapper().readValue(file, Table.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Service> of(String path) {
        return routes.stream()
                .filter(route -> route.pattern().matcher(path).matches())
                .map(Route::service)
                .findFirst();
    }
}
