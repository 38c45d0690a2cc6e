package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.template.rules.GraphTemplateRequest;
import io.parley.sandbox.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One template of a business account in one language, with its state.
 *
 * <p>{@code status} has the values of Meta's filter: PENDING, APPROVED, REJECTED, IN_APPEAL, PAUSED, DISABLED, ARCHIVED,
 * LIMIT_EXCEEDED, PENDING_DELETION. FLAGGED, LOCKED, REINSTATED and UNARCHIVED are events only: a flagged or locked template
 * is read as APPROVED.
 */
final class SandboxTemplate {
    static final String PENDING = "PENDING";
    static final String APPROVED = "APPROVED";

    private static final String NO_REASON = "NONE";

    final String id;
    final String wabaId;
    final String name;
    final String language;

    String status = PENDING;
    String category;
    String previousCategory;

    /** Category that Meta has announced; null for none. */
    String correctCategory;

    boolean named;
    boolean allowCategoryChange;

    /** As submitted; {@link MetaAuthenticationTexts} completes them for reads. */
    ArrayNode components;

    Integer ttlSeconds;
    String rejectedReason = NO_REASON;
    String quality = "UNKNOWN";

    /** Seconds; when the quality was last set. */
    long qualityDate = System.currentTimeMillis() / 1_000;

    /** Why the quality is YELLOW or RED. */
    List<String> qualityReasons = List.of();

    boolean flagged;
    boolean locked;

    /** Whether the template was approved once: its name is locked after its deletion. */
    boolean everApproved;

    /** Number of pauses for low quality. */
    int pauses;

    /** Status that an archived template had before. */
    String statusBefore = APPROVED;

    /** Counts the changes of the status, so that a scheduled change of an earlier one is ignored. */
    int version;

    /** Times of the edits while it was approved, in milliseconds of the clock. */
    final List<Long> edits = new ArrayList<>();

    long updatedAt;

    /** @param components those of the request with links in place of upload handles */
    SandboxTemplate(String id, String wabaId, GraphTemplateRequest request, ArrayNode components) {
        this.id = id;
        this.wabaId = wabaId;
        name = request.name();
        language = request.language();
        set(request, components);
    }

    /** Creates an approved template from a definition in Meta's format, which is not checked by the rules. */
    SandboxTemplate(String id, String wabaId, ObjectNode definition) {
        this.id = id;
        this.wabaId = wabaId;
        name = definition.path("name").asText();
        language = definition.path("language").asText();
        category = definition.path("category").asText("UTILITY").toUpperCase(Locale.ROOT);
        named = definition.path("parameter_format").asText().equalsIgnoreCase("NAMED");
        components = definition.path("components").deepCopy();
        status = definition.path("status").asText(APPROVED).toUpperCase(Locale.ROOT);
        everApproved = status.equals(APPROVED);
    }

    void set(GraphTemplateRequest request, ArrayNode next) {
        category = request.category();
        named = request.named();
        components = next;
        next.findParents("type").forEach(SandboxTemplate::normalize);
        ttlSeconds = request.ttlSeconds();
        allowCategoryChange = request.allowCategoryChange();
    }

    /** Writes enum values in upper case, as Meta returns them. */
    private static void normalize(JsonNode json) {
        for (var member : List.of("type", "format", "otp_type")) {
            if (json instanceof ObjectNode object && object.path(member).isTextual()) {
                object.put(member, object.path(member).asText().toUpperCase(Locale.ROOT));
            }
        }
    }

    GraphTemplateRequest asRequest() {
        return new GraphTemplateRequest(name, language, category, named, components, ttlSeconds, allowCategoryChange);
    }

    void setStatus(String next, long now) {
        status = next;
        version++;
        updatedAt = now;
        if (!next.equals("REJECTED")) {
            rejectedReason = NO_REASON;
        }
    }

    /** Returns the definition as it applies to messages. */
    ObjectNode definition() {
        var json = Json.MAPPER
                .createObjectNode()
                .put("name", name)
                .put("language", language)
                .put("status", status)
                .put("category", category)
                .put("parameter_format", named ? "NAMED" : "POSITIONAL");
        json.set("components", components);
        return json;
    }

    /** Returns all fields of a read. */
    ObjectNode fields() {
        var json = definition().put("id", id).put("rejected_reason", rejectedReason);
        json.set("components", MetaAuthenticationTexts.complete(this));
        json.put("last_updated_time", updatedAt / 1_000);
        if (previousCategory != null) {
            json.put("previous_category", previousCategory);
        }
        if (correctCategory != null) {
            json.put("correct_category", correctCategory);
        }
        if (lifetime() != null) {
            json.put("message_send_ttl_seconds", lifetime());
        }
        var score = json.putObject("quality_score").put("score", quality).put("date", qualityDate);
        qualityReasons.forEach(score.putArray("reasons")::add);
        return json;
    }

    /** Returns the lifetime of its messages in seconds; null for the default, which only authentication templates show. */
    Integer lifetime() {
        return ttlSeconds == null && isAuthentication() ? Integer.valueOf(600) : ttlSeconds;
    }

    boolean isAuthentication() {
        return category.equals("AUTHENTICATION");
    }
}
