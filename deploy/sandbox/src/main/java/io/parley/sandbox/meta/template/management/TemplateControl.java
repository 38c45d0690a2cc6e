package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Meta's side of templates for the control API. An invalid request is an {@link IllegalArgumentException}. */
public final class TemplateControl {
    private static final List<String> CATEGORIES = List.of("MARKETING", "UTILITY", "AUTHENTICATION");
    private static final List<String> SCORES = List.of("GREEN", "YELLOW", "RED", "UNKNOWN");

    /** Statuses in which Meta makes a change; changes that are absent are possible in every status. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("approve", Set.of("PENDING", "IN_APPEAL", "REJECTED", "LIMIT_EXCEEDED")),
            Map.entry("reject", Set.of("PENDING", "IN_APPEAL", "APPROVED")),
            Map.entry("pause", Set.of("APPROVED")),
            Map.entry("unpause", Set.of("PAUSED")),
            Map.entry("disable", Set.of("APPROVED", "PAUSED")),
            Map.entry("reinstate", Set.of("APPROVED", "DISABLED")),
            Map.entry("flag", Set.of("APPROVED")),
            Map.entry("appeal", Set.of("REJECTED")),
            Map.entry("limit", Set.of("PENDING")),
            Map.entry("archive", Set.of("APPROVED", "PAUSED", "REJECTED")),
            Map.entry("unarchive", Set.of("ARCHIVED")),
            Map.entry("lock", Set.of("APPROVED")));

    private final TemplateLibrary library;
    private final SandboxTemplateChanges changes;
    private final TemplateReviews reviews;
    private final TemplateWebhooks webhooks;

    TemplateControl(
            TemplateLibrary library,
            SandboxTemplateChanges changes,
            TemplateReviews reviews,
            TemplateWebhooks webhooks) {
        this.library = library;
        this.changes = changes;
        this.reviews = reviews;
        this.webhooks = webhooks;
    }

    /** Returns the templates that every account has. */
    public Collection<ObjectNode> common() {
        return library.common();
    }

    /** Adds a template to every account, or replaces the one with this name and language. */
    public void addForAll(ObjectNode definition) {
        library.addForAll(definition);
    }

    /** Removes a template of every account in this language, or in all languages if null. Returns false if there was none. */
    public boolean removeForAll(String name, String language) {
        return library.removeForAll(name, language);
    }

    /** Returns the templates of an account with all fields. */
    public ObjectNode describeAccount(String wabaId) {
        var json = Json.MAPPER.createObjectNode();
        var list = json.putArray("templates");
        library.of(wabaId).forEach(template -> list.add(describe(template)));
        return json;
    }

    /** Returns a template with all fields; empty if it is unknown. */
    public Optional<ObjectNode> describe(String id) {
        return library.find(id).map(TemplateControl::describe);
    }

    private static ObjectNode describe(SandboxTemplate template) {
        return template.fields()
                .put("waba_id", template.wabaId)
                .put("flagged", template.flagged)
                .put("locked", template.locked)
                .put("pauses", template.pauses);
    }

    /** Returns the templates that wait for a decision. */
    public ObjectNode queue() {
        return reviews.queue();
    }

    /**
     * Changes a template and sends its webhook, unless the request has {@code "silent": true}.
     *
     * @return the field of the webhook; empty if none is sent
     */
    public Optional<String> change(String id, String change, ObjectNode request) {
        var template = library.find(id).orElseThrow(() -> new IllegalArgumentException("no template " + id));
        var allowed = ALLOWED.get(change);
        if (allowed != null && !allowed.contains(template.status)) {
            throw new IllegalArgumentException("a template that is " + template.status + " has no change " + change
                    + "; it must be one of " + allowed.stream().sorted().toList());
        }
        if (!request.path("silent").asBoolean(false)) {
            return apply(template, change, request);
        }
        webhooks.mute(() -> apply(template, change, request));
        return Optional.empty();
    }

    private Optional<String> apply(SandboxTemplate template, String change, ObjectNode request) {
        return switch (change) {
            case "approve" -> changes.approve(template);
            case "reject" -> reject(template, request);
            case "pause" -> changes.pause(template);
            case "unpause" -> changes.unpause(template);
            case "disable" -> changes.disable(template);
            case "reinstate" -> changes.reinstate(template);
            case "flag" -> changes.flag(template);
            case "lock" -> changes.lock(template);
            case "unlock" -> changes.unlock(template);
            case "appeal" -> changes.appeal(template);
            case "limit" -> changes.exceedLimit(template);
            case "archive" -> changes.archive(template);
            case "unarchive" -> changes.unarchive(template);
            case "delete" -> changes.delete(template, false);
            case "quality" -> quality(template, request);
            case "category" -> category(template, request);
            case "components" -> components(template, request);
            default -> throw new IllegalArgumentException("unknown change " + change + "; see /openapi");
        };
    }

    private Optional<String> reject(SandboxTemplate template, ObjectNode request) {
        var reason = required(request, "reason", TemplateReviews.REASONS);
        var info = request.get("rejection_info") instanceof ObjectNode object ? object : null;
        return changes.reject(template, reason, info);
    }

    private Optional<String> quality(SandboxTemplate template, ObjectNode request) {
        var reasons =
                request.path("reasons").valueStream().map(JsonNode::asText).toList();
        return changes.setQuality(template, required(request, "score", SCORES), reasons);
    }

    /** Changes the category; with {@code "notice": true} announces it for 24 hours later. */
    private Optional<String> category(SandboxTemplate template, ObjectNode request) {
        var category = required(request, "category", CATEGORIES);
        if (category.equals(template.category)) {
            throw new IllegalArgumentException("the template has the category " + category + " already");
        }
        return request.path("notice").asBoolean(false)
                ? changes.announceCategory(template, category)
                : changes.setCategory(template, category);
    }

    private Optional<String> components(SandboxTemplate template, ObjectNode request) {
        if (!(request.get("components") instanceof ArrayNode components) || components.isEmpty()) {
            throw new IllegalArgumentException("components must be an array");
        }
        template.components = components;
        return webhooks.components(template);
    }

    private static String required(ObjectNode request, String name, List<String> values) {
        var value = request.path(name).asText("");
        if (!values.contains(value)) {
            throw new IllegalArgumentException(name + " must be one of " + values);
        }
        return value;
    }
}
