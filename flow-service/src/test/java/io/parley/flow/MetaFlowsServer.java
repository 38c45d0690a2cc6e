package io.parley.flow;

import io.parley.flow.endpoint.MetaKeys;
import io.parley.runtime.test.MetaServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Meta's flows of WhatsApp Business Accounts, written from Meta's documents: names are unique, drafts take files and keep
 * them with their errors, published flows do not change, lists have cursors. Tests set states and faults.
 */
public class MetaFlowsServer extends MetaServer {
    private static final AtomicLong IDS = new AtomicLong(1_000_000_000_000L);
    private static final Map<String, MetaFlowObject> FLOWS = new ConcurrentHashMap<>();
    private static final Queue<Fault> FAULTS = new ConcurrentLinkedQueue<>();
    private static final List<String> CHANGES = new CopyOnWriteArrayList<>();
    private static volatile boolean unavailable;

    /** What happens to the next calls that change something. */
    public enum Fault {
        /** The change is made, and the connection is closed without a response. */
        LOST_RESPONSE,
        /** Nothing is done, and the connection is closed without a response. */
        LOST_REQUEST,
        THROTTLED,
        UNAVAILABLE,
        REFUSED,
        /** The file is not processed; a second attempt succeeds. */
        NOT_PROCESSED
    }

    /** A flow at Meta. Tests may change its JSON. */
    public static final class MetaFlowObject {
        private final String waba;
        private final JsonObject json;
        private volatile Buffer file = Buffer.buffer();

        private MetaFlowObject(String waba, JsonObject json) {
            this.waba = waba;
            this.json = json;
        }

        public String id() {
            return json.getString("id");
        }

        public String status() {
            return json.getString("status");
        }

        public JsonObject json() {
            return json;
        }

        public String file() {
            return file.toString();
        }

        /** Sets the errors that Meta reports for every file of the flow. */
        public void reports(JsonObject... errors) {
            json.put("own_errors", new JsonArray(List.of((Object[]) errors)));
        }
    }

    public static void reset() {
        FAULTS.clear();
        CHANGES.clear();
        unavailable = false;
    }

    public static void fail(Fault... faults) {
        FAULTS.addAll(List.of(faults));
    }

    /** Sets whether every call fails. */
    public static void setUnavailable(boolean isUnavailable) {
        unavailable = isUnavailable;
    }

    /** Calls that changed something, or tried to: method and path without version and id. */
    public static List<String> changes() {
        return List.copyOf(CHANGES);
    }

    public static List<MetaFlowObject> flows(String waba) {
        return FLOWS.values().stream().filter(flow -> flow.waba.equals(waba)).toList();
    }

    public static MetaFlowObject flow(String id) {
        return FLOWS.get(id);
    }

    /** Creates a flow without a request, as in WhatsApp Manager. */
    public static MetaFlowObject put(String waba, String name, String status) {
        var id = Long.toString(IDS.incrementAndGet());
        var json = JsonObject.of("id", id, "name", name, "status", status)
                .put("categories", JsonArray.of("OTHER"))
                .put("validation_errors", new JsonArray());
        var flow = new MetaFlowObject(waba, json);
        touch(flow);
        FLOWS.put(id, flow);
        return flow;
    }

    public static void remove(String id) {
        FLOWS.remove(id);
    }

    /** Marks a flow as changed at Meta. */
    public static void touch(MetaFlowObject flow) {
        flow.json.put("updated_at", "2026-11-30T10:00:00+0000-" + IDS.incrementAndGet());
    }

    @Override
    protected void handle(HttpServerRequest request, Buffer body) {
        var path = request.path().replaceFirst("^/v[0-9.]+", "").split("/");
        if (path[1].equals("files")) {
            request.response().end(FLOWS.get(path[2]).file);
        } else if (!isAuthorized(request)) {
            refuse(request, 401, 190, "Invalid OAuth access token");
        } else if (unavailable) {
            refuse(request, 503, 2, "Service temporarily unavailable");
        } else if (path.length == 3 && path[2].equals("whatsapp_business_encryption")) {
            MetaKeys.handle(request, path[1], body);
        } else if (path.length == 3 && path[2].equals("flows")) {
            ofAccount(request, path[1], body);
        } else {
            ofFlow(request, FLOWS.get(path[1]), path.length == 3 ? path[2] : "", body);
        }
    }

    private static void ofAccount(HttpServerRequest request, String waba, Buffer body) {
        if (request.method().name().equals("GET")) {
            list(request, waba);
        } else {
            change(request, "POST flows", () -> create(waba, body.toJsonObject()));
        }
    }

    private static void ofFlow(HttpServerRequest request, MetaFlowObject flow, String part, Buffer body) {
        if (flow == null) {
            refuse(request, 400, 100, "Unsupported request. Object does not exist");
        } else if (request.method().name().equals("GET")) {
            answer(request, 200, part.equals("assets") ? assets(flow) : read(flow));
        } else {
            var call = request.method() + " " + part;
            change(request, call.strip(), () -> switch (call.strip()) {
                case "POST" -> update(flow, body.toJsonObject());
                case "DELETE" -> delete(flow);
                case "POST assets" -> upload(flow, body.toString("ISO-8859-1"));
                case "POST publish" -> publish(flow);
                case "POST deprecate" -> deprecate(flow);
                default -> refusal(100, "Unknown path " + part);
            });
        }
    }

    private interface Change {
        JsonObject make();
    }

    private static void change(HttpServerRequest request, String call, Change change) {
        CHANGES.add(call);
        var fault = FAULTS.poll();
        if (fault == Fault.THROTTLED) {
            refuse(request, 400, 80007, "Rate limit issues");
        } else if (fault == Fault.UNAVAILABLE) {
            refuse(request, 503, 2, "Service temporarily unavailable");
        } else if (fault == Fault.REFUSED) {
            refuse(request, 400, 100, "Invalid parameter");
        } else if (fault == Fault.NOT_PROCESSED) {
            refuse(request, 400, 139001, "Error while processing Flow JSON");
        } else if (fault == Fault.LOST_REQUEST) {
            request.connection().close();
        } else {
            JsonObject result;
            synchronized (FLOWS) {
                result = change.make();
            }
            if (fault == Fault.LOST_RESPONSE) {
                request.connection().close();
            } else {
                answer(request, result.containsKey("error") ? 400 : 200, result);
            }
        }
    }

    private static JsonObject create(String waba, JsonObject body) {
        if (flows(waba).stream().anyMatch(flow -> flow.json.getString("name").equals(body.getString("name")))) {
            return refusal(100, "The name is already used by another flow");
        }
        var flow = put(waba, body.getString("name"), "DRAFT");
        flow.json.put("categories", body.getJsonArray("categories"));
        return JsonObject.of("id", flow.id(), "success", true, "validation_errors", new JsonArray());
    }

    private static JsonObject update(MetaFlowObject flow, JsonObject body) {
        if (!flow.status().equals("DRAFT")) {
            return refusal(139001, "Flow can't be updated");
        }
        if (body.containsKey("endpoint_uri") && !body.getString("endpoint_uri").startsWith("http")) {
            return refusal(100, "Invalid endpoint URI");
        }
        flow.json.mergeIn(body);
        touch(flow);
        return JsonObject.of("success", true);
    }

    private static JsonObject delete(MetaFlowObject flow) {
        if (!flow.status().equals("DRAFT")) {
            return refusal(139004, "Flow can't be deleted");
        }
        FLOWS.remove(flow.id());
        return JsonObject.of("success", true);
    }

    private static JsonObject upload(MetaFlowObject flow, String form) {
        if (!flow.status().equals("DRAFT")) {
            return refusal(139001, "Flow can't be updated");
        }
        if (!form.contains("name=\"asset_type\"") || !form.contains("FLOW_JSON")) {
            return refusal(100, "Invalid parameter asset_type");
        }
        var start = form.indexOf("\r\n\r\n", form.indexOf("filename=\"flow.json\"")) + 4;
        var bytes = form.substring(start, form.indexOf("\r\n--", start));
        flow.file = Buffer.buffer(bytes, "ISO-8859-1");
        var errors = flow.json.getJsonArray("own_errors", new JsonArray()).copy();
        try {
            var file = flow.file.toJsonObject();
            flow.json.put("json_version", file.getString("version"));
            flow.json.put("data_api_version", file.getString("data_api_version"));
        } catch (DecodeException e) {
            errors.add(error("INVALID_FLOW_JSON", 1, 1));
        }
        flow.json.put("validation_errors", errors);
        touch(flow);
        return JsonObject.of("success", true, "validation_errors", errors);
    }

    private static JsonObject publish(MetaFlowObject flow) {
        if (!flow.status().equals("DRAFT")
                || !flow.json.getJsonArray("validation_errors").isEmpty()) {
            return refusal(139002, "Flow can't be published");
        }
        flow.json.put("status", "PUBLISHED");
        touch(flow);
        return JsonObject.of("success", true);
    }

    private static JsonObject deprecate(MetaFlowObject flow) {
        if (!List.of("PUBLISHED", "THROTTLED", "BLOCKED").contains(flow.status())) {
            return refusal(139003, "Flow can't be deprecated");
        }
        flow.json.put("status", "DEPRECATED");
        touch(flow);
        return JsonObject.of("success", true);
    }

    /** An element of {@code validation_errors}. */
    public static JsonObject error(String code, int line, int column) {
        return JsonObject.of("error", code, "error_type", "FLOW_JSON_ERROR", "message", "In Meta's words")
                .put("line_start", line)
                .put("line_end", line)
                .put("column_start", column)
                .put("column_end", column);
    }

    private static JsonObject read(MetaFlowObject flow) {
        return flow.json.copy().put("whatsapp_business_account", JsonObject.of("id", flow.waba));
    }

    private static JsonObject assets(MetaFlowObject flow) {
        var data = new JsonArray();
        if (flow.file.length() > 0) {
            data.add(JsonObject.of("name", "flow.json", "asset_type", "FLOW_JSON")
                    .put("download_url", url() + "/files/" + flow.id()));
        }
        return JsonObject.of("data", data, "paging", new JsonObject());
    }

    private static void list(HttpServerRequest request, String waba) {
        answerPage(
                request,
                flows(waba).stream()
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .map(flow -> flow.json.copy())
                        .toList());
    }
}
