package io.parley.template;

import io.parley.runtime.test.MetaServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Meta's templates of WhatsApp Business Accounts, written from Meta's documents: one object per name and language, new
 * ones are PENDING, lists have cursors, and deleted ones are PENDING_DELETION. Tests set states and faults.
 */
public class MetaTemplatesServer extends MetaServer {
    private static final AtomicLong IDS = new AtomicLong(1_000_000_000_000L);
    private static final Map<String, MetaTemplateObject> TEMPLATES = new ConcurrentHashMap<>();
    private static final Queue<Fault> FAULTS = new ConcurrentLinkedQueue<>();
    private static final List<JsonObject> CREATED = new CopyOnWriteArrayList<>();
    private static final List<Buffer> UPLOADED = new CopyOnWriteArrayList<>();
    private static final Set<String> WITHOUT_LISTS = ConcurrentHashMap.newKeySet();
    private static final AtomicReference<Runnable> DURING_EDIT = new AtomicReference<>();

    /** What happens to the next calls that create a template. */
    public enum Fault {
        /** The template is created, and the connection is closed without a response. */
        LOST_RESPONSE,
        THROTTLED,
        UNAVAILABLE,
        REFUSED
    }

    /** A template in one language at Meta. */
    public record MetaTemplateObject(String id, String waba, JsonObject json) {
        String name() {
            return json.getString("name");
        }

        String language() {
            return json.getString("language");
        }
    }

    public static void reset() {
        FAULTS.clear();
        CREATED.clear();
        UPLOADED.clear();
    }

    public static void fail(Fault... faults) {
        FAULTS.addAll(List.of(faults));
    }

    /** Runs the action after the next edit is made and before it is answered. */
    public static void duringEdit(Runnable action) {
        DURING_EDIT.set(action);
    }

    /** Sets whether lists of an account fail. */
    public static void failLists(String waba, boolean fail) {
        if (fail) {
            WITHOUT_LISTS.add(waba);
        } else {
            WITHOUT_LISTS.remove(waba);
        }
    }

    /** Bodies of the calls that created a template, refused ones included. */
    public static List<JsonObject> created() {
        return List.copyOf(CREATED);
    }

    public static List<Buffer> uploaded() {
        return List.copyOf(UPLOADED);
    }

    public static List<MetaTemplateObject> templates(String waba) {
        return TEMPLATES.values().stream()
                .filter(template -> template.waba().equals(waba))
                .toList();
    }

    public static MetaTemplateObject template(String waba, String name, String language) {
        return templates(waba).stream()
                .filter(template ->
                        template.name().equals(name) && template.language().equals(language))
                .findFirst()
                .orElse(null);
    }

    /** Creates a template without a request, as in WhatsApp Manager. */
    public static MetaTemplateObject put(String waba, JsonObject json) {
        var id = Long.toString(IDS.incrementAndGet());
        var template = new MetaTemplateObject(id, waba, json.copy().put("id", id));
        TEMPLATES.put(id, template);
        return template;
    }

    public static void remove(MetaTemplateObject template) {
        TEMPLATES.remove(template.id());
    }

    @Override
    protected void handle(HttpServerRequest request, Buffer body) {
        var path = request.path().replaceFirst("^/v[0-9.]+", "");
        if (path.startsWith("/samples/")) {
            sample(request, path);
        } else if (path.endsWith("/uploads")) {
            answer(request, 200, JsonObject.of("id", "upload:session"));
        } else if (path.startsWith("/upload:")) {
            UPLOADED.add(body);
            answer(request, 200, JsonObject.of("h", "4:handle-" + UPLOADED.size()));
        } else if (!isAuthorized(request)) {
            refuse(request, 401, 190, 0, "Invalid OAuth access token");
        } else if (path.endsWith("/message_templates")) {
            templates(request, path.split("/")[1], body);
        } else {
            edit(request, path.substring(1), body);
        }
    }

    private static void templates(HttpServerRequest request, String waba, Buffer body) {
        switch (request.method().name()) {
            case "POST" -> create(request, waba, body.toJsonObject());
            case "DELETE" -> delete(request);
            default -> list(request, waba);
        }
    }

    private static void create(HttpServerRequest request, String waba, JsonObject body) {
        CREATED.add(body);
        var fault = FAULTS.poll();
        if (fault == Fault.THROTTLED) {
            refuse(request, 400, 80007, 0, "Rate limit issues");
        } else if (fault == Fault.UNAVAILABLE) {
            refuse(request, 503, 2, 0, "Service temporarily unavailable");
        } else if (fault == Fault.REFUSED) {
            refuse(request, 400, 100, 2388299, "Variables can't be at the start or end of the template");
        } else if (template(waba, body.getString("name"), body.getString("language")) != null) {
            refuse(request, 400, 100, 2388024, "Content in this language already exists");
        } else {
            var created = put(waba, body.copy().put("status", "PENDING"));
            if (fault == Fault.LOST_RESPONSE) {
                request.connection().close();
            } else {
                answer(
                        request,
                        200,
                        JsonObject.of("id", created.id(), "status", "PENDING", "category", body.getString("category")));
            }
        }
    }

    /** Meta's {@code name} also finds names that contain it. */
    private static void list(HttpServerRequest request, String waba) {
        if (WITHOUT_LISTS.contains(waba)) {
            refuse(request, 503, 2, 0, "Service temporarily unavailable");
            return;
        }
        var name = request.getParam("name");
        answerPage(
                request,
                templates(waba).stream()
                        .filter(template -> name == null || template.name().contains(name))
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .map(MetaTemplateObject::json)
                        .toList());
    }

    private static void delete(HttpServerRequest request) {
        var template = TEMPLATES.get(request.getParam("hsm_id"));
        if (template == null || !template.name().equals(request.getParam("name"))) {
            refuse(request, 400, 100, 2593002, "Message template not found");
        } else {
            template.json().put("status", "PENDING_DELETION");
            answer(request, 200, JsonObject.of("success", true));
        }
    }

    private static void edit(HttpServerRequest request, String id, Buffer body) {
        var template = TEMPLATES.get(id);
        if (template == null) {
            refuse(request, 400, 100, 33, "Unsupported post request");
        } else if (List.of("APPROVED", "REJECTED", "PAUSED")
                .contains(template.json().getString("status"))) {
            template.json().mergeIn(body.toJsonObject()).put("status", "PENDING");
            var action = DURING_EDIT.getAndSet(null);
            Thread.ofVirtual().start(() -> {
                if (action != null) {
                    action.run();
                }
                answer(request, 200, JsonObject.of("success", true));
            });
        } else {
            refuse(request, 400, 100, 2388003, "Message template can't be edited");
        }
    }

    private static void sample(HttpServerRequest request, String path) {
        if (path.endsWith(".png")) {
            request.response().end(Buffer.buffer(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}));
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    /** Names of the templates, for messages of failed assertions. */
    public static List<String> names(String waba) {
        var names = new ArrayList<String>();
        templates(waba).forEach(template -> names.add(template.name() + ":" + template.language()));
        return names;
    }
}
