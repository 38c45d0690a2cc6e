package io.parley.messaging.docs;

import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * The page at {@code /docs/}: Swagger UI, served from this origin only. Its content security policy allows scripts and
 * connections only for this origin. Inline styles are allowed, since Swagger UI sets them on elements.
 */
@Singleton
class DocsPage {
    private static final String PATH = "/docs";
    private static final String INDEX = "index.html";
    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Frame-Options",
            "DENY",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private final DocsConfig settings;
    private final Map<String, DocsFile> files;

    DocsPage(DocsConfig settings) {
        this.settings = settings;
        this.files = settings.enabled() ? DocsFile.all(documents(settings)) : Map.of();
    }

    private static String documents(DocsConfig settings) {
        return "const DOCUMENTS = { operator: " + settings.operator() + " };\n";
    }

    void register(@Observes Router router) {
        router.route(PATH + "*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
    }

    private void answer(RoutingContext route) {
        var path = route.request().path();
        if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
            route.next();
        } else if (!settings.enabled()) {
            ProblemJson.send(route.response(), Problems.notFound());
        } else if (path.equals(PATH)) {
            toFolder(route.response());
        } else {
            send(path.substring(PATH.length() + 1), route);
        }
    }

    /** Relative, so that it also works below a gateway's path prefix. */
    private static void toFolder(HttpServerResponse response) {
        response.setStatusCode(302).putHeader("Location", "docs/").end();
    }

    private void send(String name, RoutingContext route) {
        var file = files.get(name.isEmpty() ? INDEX : name);
        if (file == null) {
            ProblemJson.send(route.response(), Problems.notFound());
            return;
        }
        var response = route.response();
        SECURITY.forEach(response::putHeader);
        response.putHeader("Content-Type", file.type())
                .putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", file.tag());
        if (file.tag().equals(route.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else if (route.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(file.bytes().length()))
                    .end();
        } else {
            response.end(file.bytes());
        }
    }
}
