package io.parley.sandbox.control;

import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.GraphApi;
import io.parley.sandbox.phone.PhoneApp;
import io.parley.sandbox.phone.PhoneFiles;
import io.parley.sandbox.phone.content.PhoneMessageView;
import io.parley.sandbox.phone.content.ShownFile;
import io.parley.sandbox.web.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Files of phones: uploads of persons, and the files of received messages. Those that a business passes as a link are loaded
 * by the sandbox as the provider does, when a phone shows them; a browser loads nothing from other origins.
 */
final class PhoneFilesApi {
    /** Types that a browser shows; other files are downloaded. */
    private static final Set<String> SHOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "video/mp4",
            "video/3gpp",
            "audio/mpeg",
            "audio/mp4",
            "audio/aac",
            "audio/amr",
            "audio/ogg",
            "audio/wav");

    private static final int MAX_LINKED_BYTES = 16 * 1024 * 1024;
    private static final long LINK_MS = 10_000;

    private final SandboxContext context;
    private final GraphApi graph;
    private final PhoneFiles files = new PhoneFiles();

    PhoneFilesApi(SandboxContext context, GraphApi graph) {
        this.context = context;
        this.graph = graph;
    }

    void addTo(Router router) {
        router.post("/phones/api/phones/:channel/:person/files").handler(this::upload);
        router.get("/phones/api/file").handler(this::received);
        router.get("/phones/files/:id").handler(this::uploaded);
    }

    void reset() {
        files.clear();
    }

    /** Stores a file of a person: at Meta, or here for a link. */
    private void upload(RoutingContext call) {
        var id = PhonesApi.id(call);
        var type = call.request().getHeader("Content-Type");
        var content = call.body().buffer();
        if (type == null || !type.contains("/") || content == null || content.length() == 0) {
            throw new IllegalArgumentException("a file with its Content-Type is required");
        }
        var file = id.app() == PhoneApp.WHATSAPP
                ? graph.media().add(call.request().getParam("business", ""), type, content.getBytes())
                : "http://" + call.request().authority() + "/phones/files/"
                        + files.add(new PhoneFiles.Stored(type, content.getBytes()));
        ControlJson.respond(
                call, 201, out -> out.writeTree(Json.MAPPER.createObjectNode().put("file", file)));
    }

    private void uploaded(RoutingContext call) {
        files.find(call.pathParam("id"))
                .ifPresentOrElse(
                        file -> show(call.response(), file.type(), null).end(Buffer.buffer(file.content())),
                        () -> ControlJson.rejectUnknown(call, "the file is not stored any more"));
    }

    private void received(RoutingContext call) {
        var number = (int) ControlJson.number(call, "file", 0);
        var file = context.phones()
                .find(call.request().getParam("message", ""))
                .map(message -> PhoneMessageView.of(message).files())
                .filter(all -> number < all.size())
                .map(all -> all.get(number));
        if (file.isEmpty()) {
            ControlJson.rejectUnknown(call, "message and file must be those of a message with a file");
        } else if (file.get().link() == null) {
            stored(call, file.get());
        } else {
            linked(call, file.get());
        }
    }

    private void stored(RoutingContext call, ShownFile file) {
        graph.media()
                .find(file.mediaId())
                .ifPresentOrElse(
                        item -> show(call.response(), item.mimeType(), file.name())
                                .sendFile(item.file().toString()),
                        () -> ControlJson.rejectUnknown(call, "the file is not stored any more"));
    }

    private void linked(RoutingContext call, ShownFile file) {
        context.poster()
                .download(file.link(), MAX_LINKED_BYTES, LINK_MS)
                .onSuccess(loaded ->
                        show(call.response(), loaded.type(), file.name()).end(Buffer.buffer(loaded.content())))
                .onFailure(failure ->
                        ControlJson.respondError(call, 502, "the link cannot be loaded: " + failure.getMessage()));
    }

    /** The content may be anything: it runs no code, and a browser does not guess its type. */
    private static HttpServerResponse show(HttpServerResponse response, String type, String name) {
        var plain =
                Optional.ofNullable(type).orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        var shown = SHOWN.contains(plain);
        response.putHeader("Content-Type", shown ? plain : "application/octet-stream")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                .putHeader("Cache-Control", "private, max-age=3600");
        if (!shown) {
            var safe = name == null ? "file" : name.replaceAll("[^A-Za-z0-9._-]", "_");
            response.putHeader("Content-Disposition", "attachment; filename=\"" + safe + "\"");
        }
        return response;
    }
}
