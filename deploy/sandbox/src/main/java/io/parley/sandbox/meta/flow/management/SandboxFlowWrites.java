package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.FaultPlan;
import io.parley.sandbox.meta.account.GraphParameters;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.meta.change.ChangeResponses;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Creates, updates, deletes and copies Flows. A call that is rejected changes nothing. */
final class SandboxFlowWrites {
    private static final int MAX_COPIED = 100;

    private final SandboxContext context;
    private final SandboxAccounts accounts;
    private final SandboxFlowLibrary library;
    private final SandboxFlowChanges changes;
    private final SandboxFlowPublication publication;
    private final ChangeResponses responses;

    SandboxFlowWrites(
            SandboxContext context,
            SandboxAccounts accounts,
            SandboxFlowLibrary library,
            SandboxFlowChanges changes,
            SandboxFlowPublication publication) {
        this.context = context;
        this.accounts = accounts;
        this.library = library;
        this.changes = changes;
        this.publication = publication;
        responses = new ChangeResponses(context, "flows", FaultPlan::flows);
    }

    /** Handles {@code POST /{waba_id}/flows}. */
    void create(HttpCall call, String wabaId) {
        var parameters = GraphParameters.of(call);
        var request = SandboxFlowRequest.of(parameters);
        publication.checkIntegrity(wabaId);
        var flow = newFlow(wabaId, request.requiredName(), request);
        checkName(flow, flow.name);
        cloneSource(parameters, wabaId).ifPresent(source -> copyFile(source, flow));
        request.applyConnections(flow);
        if (parameters.has("flow_json")) {
            library.upload(flow, parameters.text("flow_json").getBytes(StandardCharsets.UTF_8));
        }
        changes.create(flow);
        var response = Json.MAPPER.createObjectNode().put("id", flow.id).put("success", true);
        if (flow.report != null) {
            response.set("validation_errors", flow.errors());
        }
        if (parameters.isTrue("publish")) {
            publishCreated(call, flow, response);
        } else {
            responses.respond(call, response);
        }
    }

    private SandboxFlow newFlow(String wabaId, String name, SandboxFlowRequest request) {
        var flow = new SandboxFlow(library.nextId(), wabaId, name, request.requiredCategories());
        flow.applicationId = context.settings().appId();
        return flow;
    }

    private void checkName(SandboxFlow flow, String name) {
        library.findByName(flow.wabaId, name)
                .filter(other -> !other.id.equals(flow.id))
                .ifPresent(other -> {
                    throw SandboxFlowError.NAME_TAKEN.rejection(
                            "You already have a Flow with this name. Use a different name.");
                });
    }

    private Optional<SandboxFlow> cloneSource(GraphParameters parameters, String wabaId) {
        if (parameters.has("clone_template") && parameters.has("clone_flow_id")) {
            throw SandboxFlowError.PARAMETER.rejection("Only one clone source can be set.");
        }
        if (!parameters.has("clone_flow_id")) {
            return Optional.empty();
        }
        return Optional.of(library.find(parameters.text("clone_flow_id"))
                .filter(source -> source.wabaId.equals(wabaId))
                .orElseThrow(() -> SandboxFlowError.PARAMETER.rejection("Flow with specified ID does not exist.")));
    }

    private void copyFile(SandboxFlow source, SandboxFlow copy) {
        if (source.file != null) {
            library.upload(copy, source.file);
        }
        copy.endpointUri = source.endpointUri;
    }

    /** Publishes a Flow that was just created. With errors it stays a draft, and {@code success} is false. */
    private void publishCreated(HttpCall call, SandboxFlow flow, ObjectNode response) {
        if (flow.report == null || flow.hasErrors()) {
            responses.respond(call, response.put("success", false));
        } else {
            publication.publish(flow, error -> {
                if (error.isEmpty()) {
                    responses.respond(call, response);
                } else {
                    reject(call, error.get());
                }
            });
        }
    }

    private void reject(HttpCall call, GraphErrorResponse error) {
        context.counters().add("accounts", "refused", 1);
        call.respond(error.status(), error.json());
    }

    /** Handles {@code POST /{flow_id}}. Without a parameter nothing changes. */
    void update(HttpCall call, SandboxFlow flow) {
        var request = SandboxFlowRequest.of(GraphParameters.of(call));
        checkUpdatable(flow);
        request.name().ifPresent(name -> checkName(flow, name));
        request.name().ifPresent(name -> flow.name = name);
        request.categories().ifPresent(categories -> flow.categories = categories);
        request.applyConnections(flow);
        context.counters().add("flows", "updated", 1);
        responses.succeed(call);
    }

    /** Checks that a Flow takes new metadata or a new file, and whether Meta's processing fails. */
    void checkUpdatable(SandboxFlow flow) {
        if (!flow.isDraft()) {
            throw SandboxFlowError.NOT_UPDATABLE.rejection(
                    "The Flow is " + flow.status + ". Only drafts can be updated.");
        }
        var chance = context.faults().next("flowsProcessing");
        if (chance.hits(context.faults().plan().flows().processingFailure(), "processingFailure")) {
            throw SandboxFlowError.PROCESSING.rejection("An error has occurred while processing the Flow. Try again.");
        }
    }

    /** Handles {@code DELETE /{flow_id}}. */
    void delete(HttpCall call, SandboxFlow flow) {
        if (!flow.isDraft()) {
            throw SandboxFlowError.NOT_DELETABLE.rejection(
                    "The Flow is " + flow.status + ". Only drafts can be deleted.");
        }
        changes.delete(flow);
        responses.succeed(call);
    }

    /** Handles {@code POST /{flow_id}/publish}. */
    void publish(HttpCall call, SandboxFlow flow) {
        publication.publish(flow, error -> {
            if (error.isEmpty()) {
                responses.succeed(call);
            } else {
                reject(call, error.get());
            }
        });
    }

    /** Handles {@code POST /{flow_id}/deprecate}. */
    void deprecate(HttpCall call, SandboxFlow flow) {
        if (!SandboxFlow.ACTIVE.contains(flow.status)) {
            throw SandboxFlowError.NOT_DEPRECABLE.rejection(
                    flow.isDraft()
                            ? "The Flow is a draft. Only published Flows can be deprecated."
                            : "The Flow has been deprecated already.");
        }
        changes.setStatus(flow, SandboxFlow.DEPRECATED);
        responses.succeed(call);
    }

    /** Handles {@code POST /{waba_id}/migrate_flows}: copies Flows of another account as drafts. */
    void migrate(HttpCall call, String wabaId) {
        var parameters = GraphParameters.of(call);
        var source = parameters.required("source_waba_id");
        if (!accounts.isAccount(source) || source.equals(wabaId)) {
            throw GraphRejection.badParameter("Param source_waba_id must be another WhatsApp Business account.");
        }
        var names = parameters
                .list("source_flow_names")
                .orElseThrow(() -> new GraphRejection(GraphErrorResponse.required("source_flow_names")));
        if (names.isEmpty() || names.size() > MAX_COPIED) {
            throw GraphRejection.badParameter("Param source_flow_names must have 1 to " + MAX_COPIED + " elements.");
        }
        var response = Json.MAPPER.createObjectNode();
        var migrated = response.putArray("migrated_flows");
        var failed = response.putArray("failed_flows");
        names.forEach(name -> migrate(source, wabaId, name, migrated, failed));
        responses.respond(call, response);
    }

    private void migrate(String from, String to, String name, ArrayNode migrated, ArrayNode failed) {
        var source = library.findByName(from, name);
        if (source.isEmpty() || library.findByName(to, name).isPresent()) {
            failed.addObject()
                    .put("source_name", name)
                    .put("error_code", SandboxFlowError.PARAMETER.code())
                    .put(
                            "error_message",
                            source.isEmpty() ? "The Flow does not exist." : "The name is used in the target account.");
            return;
        }
        var copy = new SandboxFlow(library.nextId(), to, name, source.get().categories);
        copy.applicationId = context.settings().appId();
        copyFile(source.get(), copy);
        changes.create(copy);
        migrated.addObject()
                .put("source_name", name)
                .put("source_id", source.get().id)
                .put("migrated_id", copy.id);
    }
}
