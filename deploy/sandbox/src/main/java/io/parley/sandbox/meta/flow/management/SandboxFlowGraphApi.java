package io.parley.sandbox.meta.flow.management;

import io.parley.sandbox.meta.account.FlowCalls;
import io.parley.sandbox.meta.account.GraphCursorPage;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;

/** {@code /{waba_id}/flows}, {@code /{flow_id}} and the paths below it: routes the writes, and answers the reads. */
final class SandboxFlowGraphApi implements FlowCalls {
    private final SandboxFlowLibrary library;
    private final SandboxFlowFields fields;
    private final SandboxFlowWrites writes;
    private final SandboxFlowFiles files;

    SandboxFlowGraphApi(
            SandboxFlowLibrary library, SandboxFlowFields fields, SandboxFlowWrites writes, SandboxFlowFiles files) {
        this.library = library;
        this.fields = fields;
        this.writes = writes;
        this.files = files;
    }

    @Override
    public boolean owns(String id) {
        return library.find(id).isPresent();
    }

    @Override
    public void node(HttpCall call, String flowId) {
        var flow = library.find(flowId).orElseThrow();
        switch (call.method()) {
            case "GET" -> {
                var selected = fields.select(flow, call);
                call.respond(200, json -> json.writeTree(selected));
            }
            case "POST" -> writes.update(call, flow);
            case "DELETE" -> writes.delete(call, flow);
            default -> throw new GraphRejection(GraphErrorResponse.unknownObject(call.method(), flowId));
        }
    }

    @Override
    public void below(HttpCall call, String flowId) {
        var flow = library.find(flowId).orElseThrow();
        var edge = call.path()[3];
        switch (call.method() + " " + edge) {
            case "GET assets" -> files.list(call, flow);
            case "POST assets" -> {
                writes.checkUpdatable(flow);
                files.upload(call, flow);
            }
            case "POST publish" -> writes.publish(call, flow);
            case "POST deprecate" -> writes.deprecate(call, flow);
            default -> throw new GraphRejection(GraphErrorResponse.unknownField(edge));
        }
    }

    @Override
    public void edge(HttpCall call, String wabaId) {
        if (call.path()[3].equals("migrate_flows")) {
            writes.migrate(call, wabaId);
        } else if (call.method().equals("POST")) {
            writes.create(call, wabaId);
        } else {
            list(call, wabaId);
        }
    }

    /** Lists the Flows in every state, the newest first. */
    private void list(HttpCall call, String wabaId) {
        fields.check(call.request().getParam("fields"));
        var ids = library.of(wabaId).stream().map(flow -> flow.id).toList().reversed();
        var page = GraphCursorPage.of(
                call, ids, id -> fields.select(library.find(id).orElseThrow(), call));
        call.respond(200, json -> json.writeTree(page));
    }
}
