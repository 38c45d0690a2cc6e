package io.parley.sandbox.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.MediaFault;
import io.parley.sandbox.meta.MediaLibrary.Item;
import io.parley.sandbox.meta.account.GraphAccess;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.web.HttpCall;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Meta's media API: {@code POST /graph/{version}/{phone_number_id}/media}, {@code GET} and {@code DELETE
 * /graph/{version}/{media_id}}, and the links that GET returns. Runs on the event loop.
 */
public final class GraphMediaApi {
    /** Path prefix of links. */
    public static final String LINKS = "/graph-files/";

    private static final long HUGE = 2L << 30;
    private static final List<String> KINDS = List.of("image", "video", "audio", "document", "sticker");

    private final SandboxContext context;
    private final SandboxAccounts accounts;
    private final GraphAccess access;
    private final MediaLibrary library;
    private final MediaIds ids = new MediaIds();
    private final RecentIds received = new RecentIds();

    GraphMediaApi(SandboxContext context, SandboxAccounts accounts, GraphAccess access) {
        this.context = context;
        this.accounts = accounts;
        this.access = access;
        this.library =
                new MediaLibrary(System::currentTimeMillis, context.settings().mediaLinkSeconds() * 1_000);
    }

    /** Handles an upload: graph, version, phone number id, media. Streams the file to disk. */
    public void upload(HttpServerRequest request) {
        var call = new HttpCall(request, request.path().substring(1).split("/"), new byte[0]);
        var rejection = rejection(call);
        if (rejection.isPresent()) {
            reject(call, rejection.get());
            return;
        }
        var form = new Form(library.newFile());
        request.setExpectMultipart(true).uploadHandler(form::begin).endHandler(end -> store(call, form));
    }

    /** A multipart form being received. */
    private static final class Form {
        final Path target;
        HttpServerFileUpload file;
        private Future<Void> stored;

        Form(Path target) {
            this.target = target;
        }

        void begin(HttpServerFileUpload upload) {
            file = upload;
            stored = upload.streamToFileSystem(target.toString());
        }
    }

    private void store(HttpCall call, Form form) {
        if (form.stored == null) {
            reject(call, GraphErrorResponse.required("file"));
        } else {
            form.stored
                    .onSuccess(stored -> store(call, form.file, form.target))
                    .onFailure(failure -> reject(call, GraphErrorResponse.unknown()));
        }
    }

    private Optional<GraphErrorResponse> rejection(HttpCall call) {
        var rejection = accessRejection(call);
        if (rejection.isPresent()) {
            return rejection;
        }
        if (!hasNumber(call.path()[2])) {
            return Optional.of(unknown(call));
        }
        return call.method().equals("POST") ? Optional.empty() : Optional.of(GraphErrorResponse.unknownField("media"));
    }

    private void store(HttpCall call, HttpServerFileUpload file, Path target) {
        if (!"whatsapp".equals(call.request().getFormAttribute("messaging_product"))) {
            reject(call, GraphErrorResponse.required("messaging_product"));
            return;
        }
        if (!file.name().equals("file") || !file.contentType().contains("/")) {
            reject(call, GraphErrorResponse.of(131053, "The file has no type that is supported."));
            return;
        }
        var id = ids.next();
        library.add(id, call.path()[2], file.contentType(), target, defect(file.filename()));
        context.counters().add("whatsapp", "mediaUploads", 1);
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeEndObject();
        });
    }

    private MediaDefect defect(String fileName) {
        var plan = context.faults().plan().media();
        var fault = plan.of(fileName, context.faults().next("media"));
        return new MediaDefect(fault, plan.times(), () -> context.counters().add("whatsapp", "mediaFaults", 1));
    }

    /** Handles the path graph, version, media id. */
    void handle(HttpCall call) {
        var rejection = accessRejection(call);
        if (rejection.isPresent()) {
            reject(call, rejection.get());
            return;
        }
        var number = call.request().getParam("phone_number_id");
        var item = library.find(call.path()[2]).filter(found -> number == null || number.equals(found.number()));
        if (item.isEmpty()) {
            reject(call, unknown(call));
            return;
        }
        switch (call.request().method().name()) {
            case "GET" -> describeOrDeny(call, item.get());
            case "DELETE" -> remove(call, item.get());
            default -> reject(call, unknown(call));
        }
    }

    private void describeOrDeny(HttpCall call, Item item) {
        if (item.defect().occurs(MediaFault.unknown)) {
            reject(call, unknown(call));
        } else {
            describe(call, item);
        }
    }

    private void describe(HttpCall call, Item item) {
        var url = "http://" + call.request().authority() + LINKS + library.link(item);
        var size = reportedSize(item);
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeStringField("messaging_product", "whatsapp");
            json.writeStringField("url", url);
            json.writeStringField("mime_type", item.mimeType());
            json.writeStringField("sha256", HexFormat.of().formatHex(item.sha256()));
            json.writeStringField("file_size", Long.toString(size));
            json.writeStringField("id", item.id());
            json.writeEndObject();
        });
    }

    private static long reportedSize(Item item) {
        if (item.defect().occurs(MediaFault.huge)) {
            return HUGE;
        }
        return item.defect().occurs(MediaFault.wrongLength) ? item.size() + 1 : item.size();
    }

    private void remove(HttpCall call, Item item) {
        library.remove(item.id());
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeBooleanField("success", true);
            json.writeEndObject();
        });
    }

    /** Serves a link. It requires the token, too, and expires after a few minutes. */
    public void download(HttpServerRequest request) {
        var call = new HttpCall(request, new String[0], new byte[0]);
        var rejection = accessRejection(call);
        if (rejection.isPresent()) {
            reject(call, rejection.get());
            return;
        }
        var name = request.path().substring(LINKS.length());
        library.findByLink(name)
                .ifPresentOrElse(
                        item -> new MediaDownloadResponse(
                                        call,
                                        item,
                                        context.dueQueue(),
                                        context.faults().plan().media().hangMs())
                                .send(),
                        () -> request.response().setStatusCode(404).end());
    }

    /**
     * Stores a file of a person, as a phone does.
     *
     * @param display number of the business, digits
     * @return its media id
     */
    public String add(String display, String mimeType, byte[] content) {
        var number = accounts.numbers().stream()
                .filter(one -> one.display().equals(display))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no WhatsApp number " + display));
        var file = library.newFile();
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var id = ids.next();
        library.add(id, number.id(), mimeType, file, defect(""));
        return id;
    }

    /** Returns an uploaded file, without the faults of the plan. */
    public Optional<StoredMedia> find(String id) {
        return library.find(id).map(item -> new StoredMedia(item.mimeType(), item.file()));
    }

    /** An uploaded file with its type. */
    public record StoredMedia(String mimeType, Path file) {}

    /** Returns whether a message may contain this media id: one that was uploaded, or received from a phone. */
    boolean knows(String id) {
        return library.find(id).isPresent() || received.contains(id) || ids.isFromEarlierRun(id);
    }

    /** Adds Meta's metadata of an uploaded file to a message from a phone. */
    void complete(ObjectNode message) {
        for (var kind : KINDS) {
            if (message.get(kind) instanceof ObjectNode object) {
                received.add(object.path("id").asText());
                library.find(object.path("id").asText()).ifPresent(item -> object.put("mime_type", item.mimeType())
                        .put("sha256", Base64.getEncoder().encodeToString(item.sha256())));
            }
        }
    }

    private Optional<GraphErrorResponse> accessRejection(HttpCall call) {
        return access.rejection(call, GraphAccess.MESSAGING);
    }

    private static GraphErrorResponse unknown(HttpCall call) {
        return GraphErrorResponse.unknownObject(call.method(), call.path()[2]);
    }

    private boolean hasNumber(String number) {
        return accounts.number(number).isPresent();
    }

    private void reject(HttpCall call, GraphErrorResponse error) {
        context.counters().add("whatsapp", "refused", 1);
        call.respond(error.status(), error.json());
    }
}
