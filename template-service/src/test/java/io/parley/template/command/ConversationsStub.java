package io.parley.template.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.runtime.test.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;

/**
 * The template operations of the Conversations API over HTTP, as the contract describes them, with templates in memory.
 * Requests and responses are validated against the contract, so responses have no samples.
 */
final class ConversationsStub implements AutoCloseable {
    static final String KEY = "key-of-the-tests";
    static final String ACCOUNT = "5637b8a7-51e1-47be-ad0b-b242453dcc1b";
    private static final String ROOT = "/conversations/v3/channels/whatsapp/accounts";
    private static final String TIME = "2026-11-30T04:00:00Z";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, ObjectNode> templates = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Queue<Response> scripted = new ConcurrentLinkedQueue<>();
    private List<String> accounts = List.of(ACCOUNT);
    private boolean unavailable;

    private record Response(int status, JsonNode body, Map<String, String> headers) {
        Response(int status) {
            this(status, null, Map.of());
        }
    }

    ConversationsStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Writes so far, as {@code METHOD path body}. */
    synchronized List<String> writes() {
        return calls.stream().filter(call -> !call.startsWith("GET ")).toList();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        calls.clear();
    }

    synchronized void withAccounts(String... ids) {
        accounts = List.of(ids);
    }

    /** Adds the response of the next write. */
    void refuseNext(int status, String problem, Map<String, String> headers) throws IOException {
        scripted.add(new Response(status, JSON.readTree(problem), headers));
    }

    /** While unavailable, every response is a 503. */
    synchronized void setUnavailable(boolean unavailable) {
        this.unavailable = unavailable;
    }

    synchronized void setStatus(String name, String language, String status, String reason) {
        var localization = localization(name, language);
        localization.put("status", status);
        if (reason != null) {
            localization.put("rejectionReason", reason);
        }
    }

    synchronized void approveAll() {
        templates.values().forEach(template -> template.path("localizations")
                .forEach(localization -> ((ObjectNode) localization).put("status", "APPROVED")));
    }

    synchronized void setCategory(String name, String category) {
        templates.get(name).put("category", category);
    }

    /** Adds a template that has no file. */
    synchronized void add(String name) throws IOException {
        create(JSON.readTree("""
                {"name":"%s","category":"UTILITY","localizations":[
                 {"language":"en","components":[{"type":"BODY","text":"Hello there."}]}]}""".formatted(name)));
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var response = respond(exchange, body);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        var bytes = response.body() == null
                ? new byte[0]
                : response.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Response respond(HttpExchange exchange, String body) throws IOException {
        var method = exchange.getRequestMethod();
        var path = exchange.getRequestURI().getPath();
        calls.add((method + " " + path + " " + body).strip());
        if (unavailable) {
            return new Response(503);
        }
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("apikey"))) {
            return new Response(
                    401, JSON.readTree("{\"title\":\"Unauthorized\",\"detail\":\"Send a key.\"}"), Map.of());
        }
        if (path.equals(ROOT)) {
            var list = JSON.createArrayNode();
            accounts.forEach(id -> list.addObject().put("whatsAppAccountId", id));
            return page(list, exchange.getRequestURI().getQuery(), "WhatsAppAccounts");
        }
        var templatesPath = ROOT + "/" + ACCOUNT + "/templates";
        if (!path.startsWith(templatesPath)) {
            return new Response(404);
        }
        if (!method.equals("GET") && !scripted.isEmpty()) {
            return scripted.poll();
        }
        var rest = path.substring(templatesPath.length());
        return rest.isEmpty()
                ? collection(exchange, body)
                : template(method, rest.substring(1).split("/"), body);
    }

    private Response collection(HttpExchange exchange, String body) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            var list = JSON.createArrayNode();
            templates.values().forEach(list::add);
            return page(list, exchange.getRequestURI().getQuery(), "WhatsAppTemplates");
        }
        Contract.check("WhatsAppTemplateRequest", body);
        create(JSON.readTree(body));
        return new Response(201, null, Map.of("Location", "/templates"));
    }

    private Response template(String method, String[] segments, String body) throws IOException {
        var template = templates.get(segments[0]);
        if (template == null) {
            return new Response(404);
        }
        switch (method) {
            case "DELETE" ->
                template.path("localizations").forEach(localization -> ((ObjectNode) localization)
                        .put("status", "DELETION_PENDING")
                        .put("expiresAt", "2026-12-30T04:00:00Z"));
            case "POST" -> {
                Contract.check("LocalizationRequest", body);
                ((ArrayNode) template.get("localizations")).add(localization(JSON.readTree(body)));
                return new Response(201);
            }
            case "PATCH" -> {
                Contract.check("TemplatePatchRequest", body);
                edit(template, localization(segments[0], segments[1]), JSON.readTree(body));
                return new Response(200);
            }
            default -> {
                return new Response(405);
            }
        }
        return new Response(204);
    }

    private static void edit(ObjectNode template, ObjectNode localization, JsonNode change) {
        if (change.has("category")) {
            template.set("category", change.get("category"));
        } else if (change.has("components")) {
            localization.set("components", components(change.get("components")));
            localization.put("status", "PENDING");
        } else {
            localization.set("userContext", change.get("userContext"));
        }
    }

    private void create(JsonNode request) {
        var template = JSON.createObjectNode()
                .put("whatsAppAccountId", ACCOUNT)
                .put("templateName", request.get("name").textValue())
                .put("templateId", request.get("name").textValue());
        template.set("category", request.get("category"));
        var localizations = template.putArray("localizations");
        request.get("localizations").forEach(localization -> localizations.add(localization(localization)));
        templates.put(request.get("name").textValue(), template);
    }

    private static ObjectNode localization(JsonNode request) {
        var localization = JSON.createObjectNode()
                .put("status", "PENDING")
                .put("createdAt", TIME)
                .put("lastUpdated", TIME);
        localization.set("language", request.get("language"));
        localization.set("components", components(request.get("components")));
        for (var member : List.of("messageSendTimeToLiveSeconds", "userContext")) {
            if (request.has(member)) {
                localization.set(member, request.get(member));
            }
        }
        return localization;
    }

    /** Components as responses have them: as submitted, with the fixed texts of authentication templates. */
    private static ArrayNode components(JsonNode request) {
        ArrayNode components = request.deepCopy();
        for (var component : components) {
            var object = (ObjectNode) component;
            switch (object.get("type").textValue()) {
                case "BODY" -> object.putIfAbsent("text", TextNode.valueOf("*{{1}}* is your verification code."));
                case "FOOTER" -> object.putIfAbsent("text", TextNode.valueOf("This code expires in 10 minutes."));
                default -> {}
            }
        }
        return components;
    }

    /** Makes responses as of a template that was created at WhatsApp. */
    void removeSamples(String name) {
        templates.get(name).findParents("example").forEach(component -> ((ObjectNode) component).remove("example"));
    }

    private ObjectNode localization(String name, String language) {
        return StreamSupport.stream(templates.get(name).path("localizations").spliterator(), false)
                .filter(found -> found.path("language").asText().equals(language))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Response page(ArrayNode all, String query, String schema) {
        var page = parameter(query, "page", 1);
        var size = parameter(query, "size", 100);
        var items = JSON.createArrayNode();
        for (var i = (page - 1) * size; i < Math.min(all.size(), page * size); i++) {
            items.add(all.get(i));
        }
        Contract.check(schema, items.toString());
        var pages = Integer.toString((all.size() + size - 1) / size);
        return new Response(200, items, Map.of("x-total-pages", pages));
    }

    private static int parameter(String query, String name, int absent) {
        for (var pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return Integer.parseInt(pair.substring(name.length() + 1));
            }
        }
        return absent;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
