package io.parley.messaging.console;

import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import io.parley.web.WebFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The page at {@code /console/}, served from this origin only. It is the same for everybody and contains no data, so it
 * needs no key. All its URLs are relative, so that it also works below a gateway's path prefix.
 */
@Singleton
class ConsolePage {
    private static final String PATH = "/console";
    private static final String FILES = PATH + "/web/";
    private static final String HTML = "text/html; charset=utf-8";

    /** A link to a message without a fragment, which a header or a log can have. */
    private static final Pattern MESSAGE = Pattern.compile(PATH + "/messages/([0-9a-fA-F-]{36})");

    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types lit-html",
            "X-Frame-Options",
            "DENY",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-cache");

    private final boolean enabled;
    private final WebFile page;

    ConsolePage(ConsoleConfig settings) {
        this.enabled = settings.enabled();
        var html = read("/console/index.html");
        this.page = new WebFile(HTML, html, "\"" + Integer.toHexString(Arrays.hashCode(html)) + "\"");
    }

    void register(@Observes Router router) {
        router.route(PATH + "*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
    }

    private void answer(RoutingContext route) {
        var path = route.request().path();
        if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
            route.next();
        } else if (!enabled) {
            ProblemJson.send(route.response(), Problems.notFound());
        } else if (path.equals(PATH)) {
            redirect(route.response(), "console/");
        } else if (path.equals(PATH + "/")) {
            send(route, page);
        } else {
            sendFileOrMessage(path, route);
        }
    }

    private static void sendFileOrMessage(String path, RoutingContext route) {
        var message = MESSAGE.matcher(path);
        if (message.matches()) {
            redirect(route.response(), "../#/messages/" + message.group(1));
            return;
        }
        var file = path.startsWith(FILES) ? WebFile.find(path.substring(FILES.length())) : null;
        if (file == null || file.isEmpty()) {
            ProblemJson.send(route.response(), Problems.notFound());
        } else {
            send(route, file.get());
        }
    }

    private static void redirect(HttpServerResponse response, String to) {
        response.setStatusCode(302).putHeader("Location", to).end();
    }

    private static void send(RoutingContext route, WebFile file) {
        var response = route.response();
        SECURITY.forEach(response::putHeader);
        response.putHeader("Content-Type", file.type()).putHeader("ETag", file.tag());
        if (file.tag().equals(route.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else if (route.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(file.bytes().length))
                    .end();
        } else {
            response.end(Buffer.buffer(file.bytes()));
        }
    }

    private static byte[] read(String resource) {
        try (var stream = ConsolePage.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
