package io.parley.sandbox;

import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.meta.GraphMediaApi;
import io.parley.sandbox.viber.ViberBotApi;
import io.parley.sandbox.viber.ViberPartnerApi;
import io.parley.sandbox.web.HttpCall;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Sorts HTTP calls: providers' calls go straight to their face, everything else through the control router. */
record HttpFront(GraphApi graph, ViberBotApi bot, ViberPartnerApi partner, Handler<HttpServerRequest> control)
        implements Handler<HttpServerRequest> {

    private static final Pattern UPLOAD = Pattern.compile("/graph/[^/]+/[^/]+/media");

    @Override
    public void handle(HttpServerRequest request) {
        var path = request.path();
        if (path.startsWith(GraphMediaApi.LINKS)) {
            graph.media().download(request);
        } else if (UPLOAD.matcher(path).matches()) {
            graph.media().upload(request);
        } else if (path.startsWith("/graph/")) {
            whole(request, graph::handle);
        } else if (path.startsWith("/viber/")) {
            whole(request, bot::handle);
        } else if (path.startsWith("/viber-partner/")) {
            whole(request, partner::handle);
        } else {
            control.handle(request);
        }
    }

    private static void whole(HttpServerRequest request, Consumer<HttpCall> face) {
        var path = request.path().substring(1).split("/");
        request.body().map(Buffer::getBytes).onSuccess(body -> face.accept(new HttpCall(request, path, body)));
    }
}
