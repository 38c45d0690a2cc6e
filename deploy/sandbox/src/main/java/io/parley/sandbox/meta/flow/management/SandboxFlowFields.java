package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.NodeFields;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The fields of a Flow as reads return them. */
final class SandboxFlowFields {
    /** Path prefix of the links of previews. */
    static final String PREVIEWS = "/graph-flow-previews/";

    private static final NodeFields FIELDS = new NodeFields(
            "Flow",
            Set.of(
                    "id",
                    "name",
                    "status",
                    "categories",
                    "validation_errors",
                    "json_version",
                    "data_api_version",
                    "endpoint_uri",
                    "preview",
                    "whatsapp_business_account",
                    "application",
                    "health_status",
                    "updated_at",
                    "metric"),
            List.of("name", "status", "categories", "validation_errors"));
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);
    private static final long PREVIEW_MS = 30L * 24 * 3_600_000;
    private static final String PREVIEW = "preview";

    private final SandboxContext context;
    private final SandboxAccounts accounts;
    private final SandboxFlowHealth health;
    private final SandboxFlowClock clock;

    SandboxFlowFields(
            SandboxContext context, SandboxAccounts accounts, SandboxFlowHealth health, SandboxFlowClock clock) {
        this.context = context;
        this.accounts = accounts;
        this.health = health;
        this.clock = clock;
    }

    /** Checks that all requested fields exist. */
    void check(String fields) {
        FIELDS.check(fields);
    }

    /** Returns the fields that the call selects. A selected preview is created, or renewed by its argument. */
    ObjectNode select(SandboxFlow flow, HttpCall call) {
        var fields = call.request().getParam("fields");
        if (FIELDS.selects(fields, "metric")) {
            throw SandboxFlowError.NO_METRICS.rejection("Fewer persons have used the Flow than a metric needs.");
        }
        var all = all(flow);
        if (FIELDS.selects(fields, PREVIEW)) {
            renewPreview(flow, FIELDS.argument(fields, PREVIEW, "invalidate").orElse("false"));
            var isUnix = "U".equals(call.request().getParam("date_format"));
            all.putObject(PREVIEW)
                    .put("preview_url", link(flow, call))
                    .put(
                            "expires_at",
                            isUnix ? Long.toString(flow.previewExpiresAt / 1_000) : date(flow.previewExpiresAt));
        }
        return FIELDS.select(all, fields);
    }

    private void renewPreview(SandboxFlow flow, String invalidate) {
        if (flow.previewToken == null || invalidate.equals("true") || flow.previewExpiresAt <= clock.now()) {
            flow.previewToken = UUID.randomUUID().toString();
            flow.previewExpiresAt = clock.now() + PREVIEW_MS;
        }
    }

    private static String link(SandboxFlow flow, HttpCall call) {
        return "http://" + call.request().authority() + PREVIEWS + flow.id + "?token=" + flow.previewToken;
    }

    private static String date(long time) {
        return DATE.format(Instant.ofEpochMilli(time));
    }

    /** Returns all fields but the preview. A field without a value is absent. */
    ObjectNode all(SandboxFlow flow) {
        var json = Json.MAPPER
                .createObjectNode()
                .put("id", flow.id)
                .put("name", flow.name)
                .put("status", flow.status);
        flow.categories.forEach(json.putArray("categories")::add);
        json.set("validation_errors", flow.errors());
        put(json, "json_version", flow.report == null ? null : flow.report.version());
        put(json, "data_api_version", flow.report == null ? null : flow.report.dataApiVersion());
        put(json, "endpoint_uri", flow.endpointUri);
        json.put("updated_at", date(flow.updatedAt));
        json.set(
                "whatsapp_business_account",
                accounts.fieldsOf(flow.wabaId)
                        .deepCopy()
                        .retain("id", "name", "timezone_id", "message_template_namespace"));
        if (flow.applicationId != null) {
            json.putObject("application")
                    .put("link", "https://www.facebook.com/games/?app_id=" + flow.applicationId)
                    .put("name", "Sandbox app")
                    .put("id", flow.applicationId);
        }
        json.set("health_status", health.status(flow));
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
