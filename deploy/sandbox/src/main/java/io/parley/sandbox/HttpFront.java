package io.parley.sandbox;

import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.meta.GraphMediaApi;
import io.parley.sandbox.meta.account.ProfilePictures;
import io.parley.sandbox.meta.account.UploadApi;
import io.parley.sandbox.meta.flow.management.SandboxFlowFiles;
import io.parley.sandbox.meta.template.management.TemplateSamples;
import io.parley.sandbox.viber.ViberBotApi;
import io.parley.sandbox.viber.ViberPartnerApi;
import io.parley.sandbox.web.HttpCall;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Routes HTTP calls: provider calls go to the API of that provider, all others to the control router. */
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
        } else if (path.startsWith(ProfilePictures.LINKS)) {
            graph.accounts().pictures().download(request);
        } else if (path.startsWith(TemplateSamples.LINKS)) {
            graph.templates().samples().download(request);
        } else if (path.startsWith(SandboxFlowFiles.LINKS)) {
            graph.flows().files().download(request);
        } else if (path.startsWith(SandboxFlowFiles.PREVIEWS)) {
            graph.flows().files().preview(request);
        } else if (request.method() == HttpMethod.POST
                && UploadApi.BYTES.matcher(path).matches()) {
            graph.accounts().uploads().receive(request);
        } else if (path.startsWith("/graph/")) {
            withBody(request, graph::handle);
        } else if (path.startsWith("/viber/")) {
            withBody(request, bot::handle);
        } else if (path.startsWith("/viber-partner/")) {
            withBody(request, partner::handle);
        } else if (path.equals("/") || path.startsWith(PhonePage.FILES)) {
            PhonePage.handle(request);
        } else {
            control.handle(request);
        }
    }

    private static void withBody(HttpServerRequest request, Consumer<HttpCall> handler) {
        var path = request.path().substring(1).split("/");
        request.body().map(Buffer::getBytes).onSuccess(body -> handler.accept(new HttpCall(request, path, body)));
    }
}
