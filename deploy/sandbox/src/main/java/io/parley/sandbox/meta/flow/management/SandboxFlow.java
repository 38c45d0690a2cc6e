package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.flow.json.FlowJsonReport;
import io.parley.sandbox.web.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** One Flow of a business account, with its state: DRAFT, PUBLISHED, DEPRECATED, THROTTLED or BLOCKED. */
final class SandboxFlow {
    static final String DRAFT = "DRAFT";
    static final String PUBLISHED = "PUBLISHED";
    static final String DEPRECATED = "DEPRECATED";
    static final String THROTTLED = "THROTTLED";
    static final String BLOCKED = "BLOCKED";

    /** States of a Flow that was published and is not deprecated. */
    static final Set<String> ACTIVE = Set.of(PUBLISHED, THROTTLED, BLOCKED);

    private static final long HOUR_MS = 3_600_000L;

    final String id;
    final String wabaId;
    String name;
    List<String> categories;
    String status = DRAFT;

    /** Null for none. */
    String endpointUri;

    /** The app that is connected; null for none. */
    String applicationId;

    /** The uploaded file; null for none. */
    byte[] file;

    /** What Meta found in the file; null without a file. */
    FlowJsonReport report;

    /** Token of the preview's link; null until a read selects it. */
    String previewToken;

    /** Milliseconds. */
    long previewExpiresAt;

    /** Milliseconds. */
    long updatedAt;

    /** Times of the messages of the last hour, in milliseconds. */
    private final Deque<Long> sent = new ArrayDeque<>();

    SandboxFlow(String id, String wabaId, String name, List<String> categories) {
        this.id = id;
        this.wabaId = wabaId;
        this.name = name;
        this.categories = List.copyOf(categories);
    }

    boolean isDraft() {
        return status.equals(DRAFT);
    }

    void set(byte[] newFile, FlowJsonReport newReport) {
        file = newFile;
        report = newReport;
    }

    boolean hasErrors() {
        return !errors().isEmpty();
    }

    ArrayNode errors() {
        return report == null ? Json.MAPPER.createArrayNode() : report.errors();
    }

    /** Returns what a phone shows, opened by a message with this token; null for none. */
    ObjectNode opened(String token) {
        var opened = Json.MAPPER
                .createObjectNode()
                .put("flowId", id)
                .put("name", name)
                .put("status", status)
                .put("hasEndpoint", hasEndpoint())
                .put("token", token);
        return file == null ? opened : opened.set("json", Json.parse(file));
    }

    /** Returns whether the Flow exchanges data with an endpoint. */
    boolean hasEndpoint() {
        return report != null && report.hasEndpoint();
    }

    /** Returns how many messages with this Flow were sent within the last hour. */
    int sentWithinHour(long now) {
        while (!sent.isEmpty() && sent.peek() <= now - HOUR_MS) {
            sent.poll();
        }
        return sent.size();
    }

    void addSent(long now) {
        sentWithinHour(now);
        sent.add(now);
    }
}
