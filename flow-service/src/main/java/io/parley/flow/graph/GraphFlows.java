package io.parley.flow.graph;

import static io.parley.runtime.json.ProviderJson.scalar;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.graph.GraphCalls;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphPage;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.http.ProviderClients;
import io.parley.runtime.json.ProviderJson;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.client.api.ClientMultipartForm;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Graph API about flows. Each returns Meta's JSON, or fails with a {@link GraphFailure}; none is repeated
 * here but the upload, whose error 139001 Meta documents to be temporary.
 */
@Singleton
public class GraphFlows {
    /** Pages of flows of an account; beyond them a flow counts as unknown. */
    private static final int MAX_PAGES = 100;

    /** Below the time in which a request gets its response; Meta checks the file meanwhile. */
    private static final Duration UPLOAD = Duration.ofSeconds(8);

    /** Meta could not process the file, or does not allow a change. */
    private static final Set<Integer> NOT_PROCESSED = Set.of(139001);

    private static final String JSON_TYPE = "application/json";

    private final GraphTokens access;
    private final GraphCalls calls;
    private final FlowsApi api;

    GraphFlows(GraphTokens access, GraphCalls calls) {
        this.access = access;
        this.calls = calls;
        this.api = ProviderClients.client(FlowsApi.class, access.settings().baseUrl(), access.settings());
    }

    /** Creates a draft. Returns {@code id}. */
    public Uni<JsonNode> create(WhatsAppAccount account, JsonNode flow) {
        return calls.result("flow creation", api.create(access.node(account), flow));
    }

    public Uni<JsonNode> update(WhatsAppAccount account, String flowId, JsonNode changes) {
        return calls.changed("flow update", api.update(access.node(account, flowId), changes));
    }

    public Uni<JsonNode> delete(WhatsAppAccount account, String flowId) {
        return calls.changed("flow deletion", api.delete(access.node(account, flowId)));
    }

    public Uni<JsonNode> publish(WhatsAppAccount account, String flowId) {
        return transition(account, flowId, "publish");
    }

    public Uni<JsonNode> deprecate(WhatsAppAccount account, String flowId) {
        return transition(account, flowId, "deprecate");
    }

    /** Uploads the Flow JSON. Returns {@code success} and {@code validation_errors}. */
    public Uni<JsonNode> upload(WhatsAppAccount account, String flowId, byte[] file) {
        return Uni.createFrom()
                .deferred(() -> uploadOnce(account, flowId, file))
                .onFailure(failure -> failure instanceof GraphFailure known && known.isRefused(NOT_PROCESSED))
                .retry()
                .atMost(1);
    }

    /** The files, with addresses from which they can be downloaded for a while. */
    public Uni<List<JsonNode>> assets(WhatsAppAccount account, String flowId) {
        return calls.result("flow assets", api.assets(access.node(account, flowId)))
                .map(list -> ProviderJson.elements(list.path("data")));
    }

    /** Reads a flow; also returns {@code whatsapp_business_account} with its id. */
    public Uni<JsonNode> read(WhatsAppAccount account, String flowId) {
        return calls.result(
                "flow", api.read(access.node(account, flowId), FlowFilter.FIELDS + ",whatsapp_business_account"));
    }

    /** @param after cursor of the page before; null for the first page */
    public Uni<GraphPage> page(WhatsAppAccount account, @Nullable String after) {
        return calls.result("flows", api.list(access.node(account), FlowFilter.after(after)))
                .map(list -> GraphPage.of(list, after));
    }

    /** Looks a flow up in the list by its name, which Meta has once in an account. */
    public Uni<Optional<JsonNode>> named(WhatsAppAccount account, String name) {
        return find(account, flow -> flow.path("name").asText().equals(name), null, 1);
    }

    /** Whether the list of the account has the flow. */
    public Uni<Boolean> isListed(WhatsAppAccount account, String flowId) {
        return find(
                        account,
                        flow -> scalar(flow.path("id")).filter(flowId::equals).isPresent(),
                        null,
                        1)
                .map(Optional::isPresent);
    }

    private Uni<Optional<JsonNode>> find(
            WhatsAppAccount account, Predicate<JsonNode> wanted, @Nullable String after, int number) {
        return page(account, after).chain(page -> {
            var match = page.items().stream().filter(wanted).findFirst();
            return match.isPresent() || page.next().isEmpty() || number == MAX_PAGES
                    ? Uni.createFrom().item(match)
                    : find(account, wanted, page.next().get(), number + 1);
        });
    }

    private Uni<JsonNode> transition(WhatsAppAccount account, String flowId, String transition) {
        return calls.changed("flow " + transition, api.transition(access.node(account, flowId), transition));
    }

    private Uni<JsonNode> uploadOnce(WhatsAppAccount account, String flowId, byte[] file) {
        var form = ClientMultipartForm.create()
                .attribute("name", "flow.json", null)
                .attribute("asset_type", "FLOW_JSON", null)
                .binaryFileUpload("file", "flow.json", Buffer.buffer(file), JSON_TYPE);
        return calls.transferred("flow upload", UPLOAD, api.upload(access.node(account, flowId), form));
    }
}
