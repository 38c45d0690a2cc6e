package io.parley.flow.endpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.flow.graph.GraphFlows;
import io.parley.flow.store.FlowChangeCause;
import io.parley.flow.store.FlowChanges;
import io.parley.flow.store.FlowLeases;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.graph.GraphFailure;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives Meta the address of every existing Flow's endpoint, after the platform began or ceased to decrypt for a WhatsApp
 * account: otherwise their requests would reach an endpoint without the key. Flows that are busy or that Meta refuses to
 * change are reported; a draft gets its address at the latest when it is published.
 */
@ApplicationScoped
class MoveEndpoints {
    /** Within it calls begin; below what is left of the ten seconds of a request after the calls before. */
    private static final Duration TIME = Duration.ofSeconds(3);

    private final Directory directory;
    private final EndpointUris uris;
    private final StoredFlows flows;
    private final FlowLeases leases;
    private final FlowChanges changes;
    private final GraphFlows graph;

    MoveEndpoints(
            Directory directory,
            EndpointUris uris,
            StoredFlows flows,
            FlowLeases leases,
            FlowChanges changes,
            GraphFlows graph) {
        this.directory = directory;
        this.uris = uris;
        this.flows = flows;
        this.leases = leases;
        this.changes = changes;
        this.graph = graph;
    }

    /** Returns the flows whose endpoint at Meta is another one than it should be. Does not fail for Meta. */
    Uni<List<FlowKeyResponse.Flow>> run(Sender sender) {
        return Optional.ofNullable(sender.whatsAppAccountId())
                .flatMap(directory::whatsAppAccount)
                .map(this::move)
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private Uni<List<FlowKeyResponse.Flow>> move(WhatsAppAccount account) {
        var end = System.nanoTime() + TIME.toNanos();
        return flows.withEndpoint(account.id())
                .map(all ->
                        all.stream().filter(flow -> isElsewhere(account, flow)).toList())
                .chain(all -> Multi.createFrom()
                        .iterable(all)
                        .onItem()
                        .transformToUni(flow -> moveInTime(account, flow, end))
                        .concatenate()
                        .collect()
                        .asList())
                .map(all -> all.stream().flatMap(Optional::stream).toList());
    }

    private boolean isElsewhere(WhatsAppAccount account, FlowRow flow) {
        return !address(account, flow).equals(flow.metaEndpointUri);
    }

    private String address(WhatsAppAccount account, FlowRow flow) {
        return uris.atMeta(account, flow.flowId, Objects.requireNonNull(flow.endpointUri, "the flow has an endpoint"));
    }

    private Uni<Optional<FlowKeyResponse.Flow>> moveInTime(WhatsAppAccount account, FlowRow flow, long end) {
        return System.nanoTime() - end > 0
                ? remaining(flow, "there was no time for it")
                : leases.claim(flow.flowId).chain(lease -> lease.map(
                                claimed -> move(account, flow).eventually(() -> leases.release(claimed)))
                        .orElseGet(() -> remaining(flow, "another operation changes it at the moment")));
    }

    private Uni<Optional<FlowKeyResponse.Flow>> move(WhatsAppAccount account, FlowRow flow) {
        var address = address(account, flow);
        var body = JsonNodeFactory.instance.objectNode().put("endpoint_uri", address);
        return graph.update(account, flow.flowId, body)
                .chain(() -> store(flow.flowId, address))
                .replaceWith(Optional.<FlowKeyResponse.Flow>empty())
                .onFailure(GraphFailure.class)
                .recoverWithUni(failure -> remaining(flow, ((GraphFailure) failure).reason()));
    }

    private Uni<Void> store(String flowId, String address) {
        return changes.commit(change -> flows.lock(flowId)
                .invoke(row -> {
                    if (row != null) {
                        change.alter(row, FlowChangeCause.OPERATOR, altered -> altered.metaEndpointUri = address);
                        row.readAt = change.now();
                        row.metaUpdatedAt = null;
                    }
                })
                .replaceWithVoid());
    }

    private static Uni<Optional<FlowKeyResponse.Flow>> remaining(FlowRow flow, String reason) {
        Log.warnf("endpoint of a Flow not changed at Meta flowId=%s reason=%s", flow.flowId, reason);
        return Uni.createFrom().item(Optional.of(new FlowKeyResponse.Flow(flow.flowId, flow.name, reason)));
    }
}
