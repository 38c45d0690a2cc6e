package io.parley.sandbox.meta.flow.management;

import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.FaultPlan;
import io.parley.sandbox.meta.account.GraphCursorPage;
import io.parley.sandbox.meta.account.GraphParameters;
import io.parley.sandbox.meta.change.ChangeResponses;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code GET} and {@code POST /{flow_id}/assets}. Each list creates a link to the file as it is then, which needs no token and
 * expires after {@code --media-link-seconds}; the last 1000 links are kept.
 */
public final class SandboxFlowFiles {
    /** Path prefix of the links to files. */
    public static final String LINKS = "/graph-flow-files/";

    /** Path prefix of the links to previews. */
    public static final String PREVIEWS = SandboxFlowFields.PREVIEWS;

    private static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int MAX_LINKS = 1_000;
    private static final String NAME = "flow.json";
    private static final String JSON = "application/json";

    private final SandboxContext context;
    private final SandboxFlowLibrary library;
    private final SandboxFlowChanges changes;
    private final SandboxFlowClock clock;
    private final ChangeResponses responses;
    private final Map<String, Link> links = new LinkedHashMap<>();

    private record Link(byte[] file, long expiresAt) {}

    SandboxFlowFiles(
            SandboxContext context, SandboxFlowLibrary library, SandboxFlowChanges changes, SandboxFlowClock clock) {
        this.context = context;
        this.library = library;
        this.changes = changes;
        this.clock = clock;
        responses = new ChangeResponses(context, "flows", FaultPlan::flows);
    }

    /** Stores a file, with errors too: they are in the response. */
    void upload(HttpCall call, SandboxFlow flow) {
        var parameters = GraphParameters.of(call);
        var file = parameters.files().get("file");
        if (file == null) {
            throw new GraphRejection(GraphErrorResponse.required("file"));
        }
        if (!NAME.equals(parameters.required("name"))) {
            throw GraphRejection.badParameter("Param name must be " + NAME + ".");
        }
        if (!"FLOW_JSON".equals(parameters.required("asset_type"))) {
            throw GraphRejection.badParameter("Param asset_type must be one of {FLOW_JSON}.");
        }
        if (file.contentType() != null && !file.contentType().startsWith(JSON)) {
            throw GraphRejection.badParameter("Param file must be of type " + JSON + ".");
        }
        if (file.content().length > MAX_BYTES) {
            throw GraphRejection.badParameter("Param file can have at most " + MAX_BYTES + " bytes.");
        }
        changes.upload(flow, file.content());
        var response = Json.MAPPER.createObjectNode().put("success", true);
        response.set("validation_errors", flow.errors());
        responses.respond(call, response);
    }

    void list(HttpCall call, SandboxFlow flow) {
        var page = GraphCursorPage.of(call, flow.file == null ? List.of() : List.of(NAME), name -> Json.MAPPER
                .createObjectNode()
                .put("name", name)
                .put("asset_type", "FLOW_JSON")
                .put("download_url", "http://" + call.request().authority() + LINKS + link(flow)));
        call.respond(200, json -> json.writeTree(page));
    }

    private String link(SandboxFlow flow) {
        if (links.size() >= MAX_LINKS) {
            links.remove(links.keySet().iterator().next());
        }
        var name = UUID.randomUUID().toString();
        links.put(name, new Link(flow.file, clock.now() + context.settings().mediaLinkSeconds() * 1_000));
        return name;
    }

    /** Serves a link to a file. */
    public void download(HttpServerRequest request) {
        var link = links.get(request.path().substring(LINKS.length()));
        respond(request, link == null || link.expiresAt <= clock.now() ? null : link.file);
    }

    /** Serves the link of a preview: the Flow JSON, because the sandbox renders no Flows. */
    public void preview(HttpServerRequest request) {
        var file = library.find(request.path().substring(PREVIEWS.length()))
                .filter(flow -> flow.previewToken != null
                        && flow.previewToken.equals(request.getParam("token"))
                        && flow.previewExpiresAt > clock.now())
                .map(flow -> flow.file == null ? new byte[0] : flow.file);
        respond(request, file.orElse(null));
    }

    private static void respond(HttpServerRequest request, byte[] file) {
        if (file == null) {
            request.response().setStatusCode(404).end();
        } else {
            request.response().putHeader("Content-Type", JSON).end(Buffer.buffer(file));
        }
    }

    void clear() {
        links.clear();
    }
}
