package io.parley.flow.api;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.lifecycle.FlowStatus;
import io.parley.flow.store.FlowChange;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowChanges;
import io.parley.flow.store.FlowCreations;
import io.parley.flow.store.FlowCreations.Creation;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.background.Detached;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphFailure.Kind;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Creates a draft at Meta, which has a name once in an account. The creation is stored before the call. If its response
 * is lost, the flow is looked up by its name, at once and by a repeated request, so that there are never two.
 */
@ApplicationScoped
class CreateFlow {
    /** Below what is left of the time for a response after a call without one. */
    private static final Duration LOOK_UP = Duration.ofSeconds(3);

    private final GraphFlows graph;
    private final FlowCreations creations;
    private final FlowChanges changes;
    private final StoredFlows flows;
    private final UpdateFlow update;

    CreateFlow(GraphFlows graph, FlowCreations creations, FlowChanges changes, StoredFlows flows, UpdateFlow update) {
        this.graph = graph;
        this.creations = creations;
        this.changes = changes;
        this.flows = flows;
        this.update = update;
    }

    /** Returns the flow's id. */
    Uni<String> create(WhatsAppAccount account, CreateFlowRequest request) {
        return Detached.of(() -> creations
                .claim(account.id(), request.name())
                .map(creation -> creation.orElseThrow(() -> Problems.conflict("Another request creates a flow with the"
                        + " name " + request.name() + " at the moment; use another name, or repeat the request.")))
                .chain(creation -> create(account, request, creation))
                .call(flowId -> update.endpoint(account, flowId, request.endpointUri())));
    }

    private Uni<String> create(WhatsAppAccount account, CreateFlowRequest request, Creation creation) {
        return (creation.isRepeated()
                        ? find(account, creation)
                                .chain(found -> found.isPresent()
                                        ? adopt(account, request, found.get())
                                        : createAtMeta(account, request, creation))
                        : createAtMeta(account, request, creation))
                .call(() -> creations.end(creation))
                .onFailure(GraphFailure.class)
                .recoverWithUni(failure -> failed(creation, (GraphFailure) failure))
                .onFailure(failure -> !(failure instanceof GraphFailure))
                .call(() -> creations.release(creation));
    }

    private Uni<String> createAtMeta(WhatsAppAccount account, CreateFlowRequest request, Creation creation) {
        return graph.create(account, body(request))
                .chain(created -> store(account, request, id(created)))
                .onFailure(failure -> isLost(failure, creation))
                .recoverWithUni(failure -> findLost(account, request, creation, failure));
    }

    private static String id(JsonNode created) {
        return scalar(created.path("id")).orElseThrow(() -> Problems.ofStatus(502, "WhatsApp returned no id."));
    }

    /** The name may also be refused because an earlier request without a response created the flow. */
    private static boolean isLost(Throwable failure, Creation creation) {
        return failure instanceof GraphFailure known
                && (known.kind() == Kind.NO_RESPONSE
                        || known.kind() == Kind.OUTAGE
                        || (creation.isRepeated() && known.kind() == Kind.REFUSED));
    }

    private Uni<String> findLost(
            WhatsAppAccount account, CreateFlowRequest request, Creation creation, Throwable failure) {
        return find(account, creation)
                .ifNoItem()
                .after(LOOK_UP)
                .fail()
                .emitOn(SafeContext.executor())
                .onFailure()
                .recoverWithItem(Optional.empty())
                .chain(found -> found.isPresent()
                        ? adopt(account, request, found.get())
                        : Uni.createFrom().failure(failure));
    }

    /** The flow that the creation has led to: a draft of the name that was not known before. */
    private Uni<Optional<String>> find(WhatsAppAccount account, Creation creation) {
        var startedAt = creation.startedAt().truncatedTo(ChronoUnit.MILLIS); // as the times of rows
        return graph.named(account, creation.name())
                .map(found -> found.filter(flow -> FlowStatus.DRAFT
                                .name()
                                .equals(flow.path("status").asText()))
                        .flatMap(flow -> scalar(flow.path("id"))))
                .chain(id -> id.isEmpty()
                        ? Uni.createFrom().item(id)
                        : flows.read(id.get())
                                .map(row -> id.filter(flowId -> row == null || !row.createdAt.isBefore(startedAt))));
    }

    /** The request that created it may have had other categories. */
    private Uni<String> adopt(WhatsAppAccount account, CreateFlowRequest request, String flowId) {
        return graph.update(
                        account, flowId, JsonNodeFactory.instance.objectNode().set("categories", categories(request)))
                .chain(() -> store(account, request, flowId));
    }

    private Uni<String> store(WhatsAppAccount account, CreateFlowRequest request, String flowId) {
        return changes.commit(change -> flows.lock(flowId)
                        .chain(row ->
                                row == null ? add(change, account, request, flowId) : imported(change, request, row)))
                .onFailure(ConstraintViolationException.class) // imported at the same time
                .retry()
                .atMost(1)
                .replaceWith(flowId);
    }

    private static Uni<FlowRow> add(
            FlowChange change, WhatsAppAccount account, CreateFlowRequest request, String flowId) {
        var row = FlowRow.of(account, flowId, change.now());
        row.name = request.name();
        row.categories(names(request));
        row.readAt = change.now();
        return row.<FlowRow>persist().invoke(() -> change.created(row, FlowChangeCause.CUSTOMER));
    }

    private static Uni<FlowRow> imported(FlowChange change, CreateFlowRequest request, FlowRow row) {
        change.alter(row, FlowChangeCause.CUSTOMER, altered -> altered.categories(names(request)));
        return Uni.createFrom().item(row);
    }

    private Uni<String> failed(Creation creation, GraphFailure failure) {
        var isKnown = failure.kind() == Kind.REFUSED || (!creation.isRepeated() && failure.isWithoutEffect());
        return (isKnown ? creations.end(creation) : creations.release(creation))
                .chain(() -> Uni.createFrom().failure(FlowProblems.of(failure, field(failure))));
    }

    private static String field(GraphFailure failure) {
        return failure.reason().contains("categor") ? "categories" : "name";
    }

    private static ObjectNode body(CreateFlowRequest request) {
        return JsonNodeFactory.instance.objectNode().put("name", request.name()).set("categories", categories(request));
    }

    private static JsonNode categories(CreateFlowRequest request) {
        var categories = JsonNodeFactory.instance.arrayNode();
        names(request).forEach(categories::add);
        return categories;
    }

    private static List<String> names(CreateFlowRequest request) {
        return request.categories().stream().map(Enum::name).distinct().toList();
    }
}
