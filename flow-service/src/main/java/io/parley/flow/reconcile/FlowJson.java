package io.parley.flow.reconcile;

import static io.parley.runtime.json.ProviderJson.text;

import io.parley.flow.graph.GraphFlows;
import io.parley.flow.store.FlowChanges;
import io.parley.flow.store.FlowFiles;
import io.parley.flow.store.StoredFlows;
import io.parley.flow.validation.FlowValidator;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.egress.DownloadFailure;
import io.parley.runtime.egress.GuardedDownload;
import io.parley.runtime.graph.GraphFailure;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The Flow JSON of a flow: the file that was uploaded here, or, of a flow that was made at Meta, the one that is
 * downloaded from there when it is needed first. A file that was changed at Meta is downloaded again.
 */
@ApplicationScoped
public class FlowJson {
    private static final Duration TRANSFER = Duration.ofSeconds(5);

    private final FlowFiles files;
    private final StoredFlows flows;
    private final FlowChanges changes;
    private final GraphFlows graph;
    private final GuardedDownload downloads;

    FlowJson(FlowFiles files, StoredFlows flows, FlowChanges changes, GraphFlows graph, GuardedDownload downloads) {
        this.files = files;
        this.flows = flows;
        this.changes = changes;
        this.graph = graph;
        this.downloads = downloads;
    }

    /**
     * Returns the file, byte for byte; empty if the flow has none yet, or it cannot be downloaded. Fails with a {@link
     * GraphFailure} if Meta does not list the files.
     *
     * @param account of the flow, which exists
     */
    public Uni<Optional<byte[]>> read(WhatsAppAccount account, String flowId) {
        return files.read(flowId)
                .chain(stored -> stored.isPresent() ? Uni.createFrom().item(stored) : download(account, flowId));
    }

    private Uni<Optional<byte[]>> download(WhatsAppAccount account, String flowId) {
        return graph.assets(account, flowId)
                .map(assets -> assets.stream()
                        .filter(asset ->
                                "FLOW_JSON".equals(asset.path("asset_type").asText()))
                        .flatMap(asset -> text(asset.path("download_url")).stream())
                        .findFirst())
                .chain(url -> url.isPresent()
                        ? download(flowId, url.get())
                        : Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<byte[]>> download(String flowId, String url) {
        return Uni.createFrom()
                .deferred(() -> downloads.file(URI.create(url), FlowValidator.MAX_SIZE, TRANSFER))
                .emitOn(SafeContext.executor())
                .map(Buffer::getBytes)
                .call(file -> store(flowId, file))
                .map(Optional::of)
                .onFailure(FlowJson::isUnusable)
                .invoke(failure ->
                        Log.infof("flow file not downloaded flowId=%s cause=%s", flowId, failure.getMessage()))
                .onFailure(FlowJson::isUnusable)
                .recoverWithItem(Optional.empty());
    }

    private static boolean isUnusable(Throwable failure) {
        return failure instanceof DownloadFailure || failure instanceof IllegalArgumentException;
    }

    /** An upload that was made meanwhile is newer. */
    private Uni<Void> store(String flowId, byte[] file) {
        return changes.commit(change -> flows.lock(flowId)
                .chain(row -> row == null ? Uni.createFrom().voidItem() : files.storeIfAbsent(change, flowId, file)));
    }
}
