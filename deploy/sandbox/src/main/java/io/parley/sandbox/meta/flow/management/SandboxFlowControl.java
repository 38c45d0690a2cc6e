package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Meta's side of Flows for the control API. An invalid request is an {@link IllegalArgumentException}. */
public final class SandboxFlowControl {
    private static final List<String> STATUSES = List.of(
            SandboxFlow.DRAFT,
            SandboxFlow.PUBLISHED,
            SandboxFlow.DEPRECATED,
            SandboxFlow.THROTTLED,
            SandboxFlow.BLOCKED);

    /** Statuses in which Meta makes a change; changes that are absent are possible in every status. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "publish", Set.of(SandboxFlow.DRAFT),
            "delete", Set.of(SandboxFlow.DRAFT),
            "throttle", Set.of(SandboxFlow.PUBLISHED, SandboxFlow.BLOCKED),
            "block", Set.of(SandboxFlow.PUBLISHED, SandboxFlow.THROTTLED),
            "restore", Set.of(SandboxFlow.THROTTLED, SandboxFlow.BLOCKED),
            "deprecate", SandboxFlow.ACTIVE);

    private final SandboxFlowLibrary library;
    private final SandboxFlowChanges changes;
    private final SandboxFlowWebhooks webhooks;
    private final SandboxFlowFields fields;

    SandboxFlowControl(
            SandboxFlowLibrary library,
            SandboxFlowChanges changes,
            SandboxFlowWebhooks webhooks,
            SandboxFlowFields fields) {
        this.library = library;
        this.changes = changes;
        this.webhooks = webhooks;
        this.fields = fields;
    }

    /** Returns the Flows of an account with all fields. */
    public ObjectNode describeAccount(String wabaId) {
        var json = Json.MAPPER.createObjectNode();
        var list = json.putArray("flows");
        library.of(wabaId).forEach(flow -> list.add(describe(flow)));
        return json;
    }

    /** Returns a Flow with all fields; empty if it is unknown. */
    public Optional<ObjectNode> describe(String id) {
        return library.find(id).map(this::describe);
    }

    private ObjectNode describe(SandboxFlow flow) {
        return fields.all(flow).put("waba_id", flow.wabaId);
    }

    /**
     * Adds a Flow as a person does in WhatsApp Manager, without the rules of the Graph API.
     *
     * @param request {@code name}, {@code categories}, {@code flow_json} (an object or its text), {@code status}, {@code
     *     endpoint_uri}, {@code silent}
     */
    public ObjectNode add(String wabaId, ObjectNode request) {
        var name = request.path("name").asText("");
        if (name.isBlank() || library.findByName(wabaId, name).isPresent()) {
            throw new IllegalArgumentException("name is required and must be new");
        }
        var status = request.path("status").asText(SandboxFlow.DRAFT);
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("status must be one of " + STATUSES);
        }
        var categories = request.has("categories")
                ? request.path("categories").valueStream().map(JsonNode::asText).toList()
                : List.of("OTHER");
        var flow = new SandboxFlow(library.nextId(), wabaId, name, categories);
        flow.status = status;
        flow.endpointUri = request.path("endpoint_uri").asText(null);
        file(request.path("flow_json")).ifPresent(file -> library.upload(flow, file));
        return withWebhooks(request, () -> changes.create(flow)).put("id", flow.id);
    }

    private static Optional<byte[]> file(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of((json.isTextual() ? json.asText() : json.toString()).getBytes(StandardCharsets.UTF_8));
    }

    /** Something that changes a Flow and may send a webhook, of which it returns the field. */
    private interface Change {
        Optional<String> apply();
    }

    /** Applies a change, without a webhook if the request has {@code "silent": true}. */
    private ObjectNode withWebhooks(ObjectNode request, Change change) {
        var response = Json.MAPPER.createObjectNode();
        if (request.path("silent").asBoolean(false)) {
            webhooks.mute(change::apply);
            return response.putNull("webhook");
        }
        return response.put("webhook", change.apply().orElse(null));
    }

    /** Changes a Flow, or raises an alert. Returns the field of the webhook. */
    public ObjectNode change(String id, String change, ObjectNode request) {
        var flow = find(id);
        var allowed = ALLOWED.get(change);
        if (allowed != null && !allowed.contains(flow.status)) {
            throw new IllegalArgumentException("a Flow that is " + flow.status + " has no change " + change
                    + "; it must be one of " + allowed.stream().sorted().toList());
        }
        return withWebhooks(request, () -> apply(flow, change, request));
    }

    SandboxFlow find(String id) {
        return library.find(id).orElseThrow(() -> new IllegalArgumentException("no Flow " + id));
    }

    private Optional<String> apply(SandboxFlow flow, String change, ObjectNode request) {
        return switch (change) {
            case "publish", "restore" -> changes.setStatus(flow, SandboxFlow.PUBLISHED);
            case "throttle" -> changes.setStatus(flow, SandboxFlow.THROTTLED);
            case "block" -> changes.setStatus(flow, SandboxFlow.BLOCKED);
            case "deprecate" -> changes.setStatus(flow, SandboxFlow.DEPRECATED);
            case "delete" -> delete(flow);
            case "edit" -> edit(flow, request);
            case "version-warning" ->
                webhooks.versionWarning(
                        flow, request.path("warning").asText("The version of the Flow JSON will expire soon."));
            default -> SandboxFlowAlert.of(change, request).send(webhooks, flow);
        };
    }

    private Optional<String> delete(SandboxFlow flow) {
        changes.delete(flow);
        return Optional.empty();
    }

    /** Changes a Flow in WhatsApp Manager, of which Meta sends no webhook. */
    private Optional<String> edit(SandboxFlow flow, ObjectNode request) {
        file(request.path("flow_json")).ifPresent(file -> changes.upload(flow, file));
        flow.name = request.path("name").asText(flow.name);
        flow.endpointUri = request.path("endpoint_uri").asText(flow.endpointUri);
        if (request.path("application_id").isNull()) {
            flow.applicationId = null;
        }
        return Optional.empty();
    }
}
