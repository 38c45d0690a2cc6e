package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.account.GraphCursorPage;
import io.parley.sandbox.meta.account.NodeFields;
import io.parley.sandbox.meta.account.TemplateCalls;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** {@code /{waba_id}/message_templates} and {@code /{template_id}}: routes the writes, and answers the reads. */
final class TemplateGraphApi implements TemplateCalls {
    private static final NodeFields FIELDS = new NodeFields(
            "MessageTemplate",
            Set.of(
                    "id",
                    "name",
                    "language",
                    "status",
                    "category",
                    "previous_category",
                    "correct_category",
                    "sub_category",
                    "components",
                    "parameter_format",
                    "message_send_ttl_seconds",
                    "quality_score",
                    "rejected_reason",
                    "last_updated_time",
                    "cta_url_link_tracking_opted_out",
                    "library_template_name"),
            List.of(
                    "name",
                    "parameter_format",
                    "components",
                    "language",
                    "status",
                    "category",
                    "message_send_ttl_seconds",
                    "previous_category"));

    private final TemplateLibrary library;
    private final TemplateWrites writes;

    TemplateGraphApi(TemplateLibrary library, TemplateWrites writes) {
        this.library = library;
        this.writes = writes;
    }

    @Override
    public boolean owns(String id) {
        return library.find(id).isPresent();
    }

    @Override
    public void node(HttpCall call, String templateId) {
        var template = library.find(templateId).orElseThrow();
        switch (call.method()) {
            case "GET" -> {
                var selected = FIELDS.select(template.fields(), call.request().getParam("fields"));
                call.respond(200, json -> json.writeTree(selected));
            }
            case "POST" -> writes.edit(call, template);
            default -> throw new GraphRejection(GraphErrorResponse.unknownObject(call.method(), templateId));
        }
    }

    @Override
    public void edge(HttpCall call, String wabaId) {
        switch (call.method()) {
            case "GET" -> list(call, wabaId);
            case "POST" -> writes.create(call, wabaId);
            default -> writes.delete(call, wabaId);
        }
    }

    /** Lists the templates, the newest first. */
    private void list(HttpCall call, String wabaId) {
        var fields = call.request().getParam("fields");
        FIELDS.check(fields);
        var ids = library.of(wabaId).stream()
                .filter(template -> matches(call, template))
                .map(template -> template.id)
                .toList()
                .reversed();
        var page = GraphCursorPage.of(
                call, ids, id -> FIELDS.select(library.find(id).orElseThrow().fields(), fields));
        call.respond(200, json -> json.writeTree(page));
    }

    /**
     * Applies the filters. {@code name} also matches a part of a name, so that a caller that looks for one template must
     * compare the names itself: Meta does not document that the match is exact.
     */
    private static boolean matches(HttpCall call, SandboxTemplate template) {
        return contains(call, "name", template.name)
                && contains(call, "name_or_content", template.name + "\n" + template.components)
                && isOneOf(call, "status", template.status, Function.identity())
                && isOneOf(call, "category", template.category, Function.identity())
                && isOneOf(call, "quality_score", template.quality, Function.identity())
                && isOneOf(call, "language", template.language, value -> value.replace('-', '_'));
    }

    private static boolean contains(HttpCall call, String param, String text) {
        var wanted = call.request().getParam(param);
        return wanted == null || text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
    }

    /** Returns whether the parameter, one value or a list in JSON or with commas, contains the value or is absent. */
    private static boolean isOneOf(HttpCall call, String param, String value, Function<String, String> normalized) {
        var wanted = call.request().getParam(param);
        return wanted == null || values(wanted).stream().map(normalized).anyMatch(value::equalsIgnoreCase);
    }

    private static List<String> values(String text) {
        if (text.startsWith("[")
                && Json.parse(text.getBytes(StandardCharsets.UTF_8)).isArray()) {
            var values = new ArrayList<String>();
            JsonNode list = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            list.forEach(item -> values.add(item.asText()));
            return values;
        }
        return List.of(text.split(","));
    }
}
