package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.meta.flow.json.FlowJsonCheck;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All Flows. The account of the first number has those of flows.json at the start. Runs on the event loop. */
final class SandboxFlowLibrary {
    private final Map<String, SandboxFlow> flows = new LinkedHashMap<>();
    private final FlowJsonCheck check = new FlowJsonCheck();
    private final String firstWabaId;
    private final String appId;

    /** Ids have 16 digits and continue after a restart. */
    private long lastId = System.currentTimeMillis() * 1_000;

    SandboxFlowLibrary(String firstWabaId, String appId) {
        this.firstWabaId = firstWabaId;
        this.appId = appId;
        reset();
    }

    /** Restores the initial Flows. */
    void reset() {
        flows.clear();
        try (InputStream in = SandboxFlowLibrary.class.getResourceAsStream("/flows.json")) {
            Json.MAPPER.readTree(in).forEach(this::addInitial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addInitial(JsonNode json) {
        var categories =
                json.path("categories").valueStream().map(JsonNode::asText).toList();
        var flow = new SandboxFlow(
                json.path("id").asText(), firstWabaId, json.path("name").asText(), categories);
        flow.applicationId = appId;
        flow.status = json.path("status").asText();
        upload(flow, Json.bytes(out -> out.writeTree(json.path("flow_json"))));
        add(flow);
    }

    /** Replaces the file of a Flow, and checks it. */
    void upload(SandboxFlow flow, byte[] file) {
        flow.set(file, check.check(file));
    }

    String nextId() {
        return Long.toString(++lastId);
    }

    void add(SandboxFlow flow) {
        flows.put(flow.id, flow);
    }

    void remove(SandboxFlow flow) {
        flows.remove(flow.id);
    }

    Optional<SandboxFlow> find(String id) {
        return Optional.ofNullable(flows.get(id));
    }

    /** Returns the Flows of an account, the newest last. */
    List<SandboxFlow> of(String wabaId) {
        return flows.values().stream()
                .filter(flow -> flow.wabaId.equals(wabaId))
                .toList();
    }

    Optional<SandboxFlow> findByName(String wabaId, String name) {
        return of(wabaId).stream().filter(flow -> flow.name.equals(name)).findFirst();
    }
}
