package io.parley.flow.endpoint;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows the keys of a number, compared with Meta's. */
@ApplicationScoped
class ReadFlowKeys {
    private final FlowNumbers numbers;
    private final EndpointKeys keys;
    private final GraphKeys meta;
    private final FlowKeyFindings findings;
    private final EndpointUris uris;

    ReadFlowKeys(FlowNumbers numbers, EndpointKeys keys, GraphKeys meta, FlowKeyFindings findings, EndpointUris uris) {
        this.numbers = numbers;
        this.keys = keys;
        this.meta = meta;
        this.findings = findings;
        this.uris = uris;
    }

    Uni<FlowKeyResponse> run(UUID accountId, UUID senderId) {
        var sender = numbers.require(accountId, senderId);
        return keys.read(senderId)
                .chain(known -> known.isEmpty()
                        ? Uni.createFrom().item(response(sender, known, null, null))
                        : check(sender, known).map(finding -> response(sender, known, finding, null)));
    }

    /** Compares the keys with Meta's; a failure of Meta is a finding. */
    Uni<SetupFinding> check(Sender sender, List<EndpointKeyRow> known) {
        return meta.read(sender)
                .map(key -> findings.of(sender, known, key))
                .onFailure(GraphFailure.class)
                .recoverWithItem(failure -> findings.failed(sender, (GraphFailure) failure));
    }

    /**
     * @param finding null if Meta was not called
     * @param flows null if no Flow was to be changed
     */
    FlowKeyResponse response(
            Sender sender,
            List<EndpointKeyRow> known,
            @Nullable SetupFinding finding,
            @Nullable List<FlowKeyResponse.Flow> flows) {
        var isPlatform = known.stream().anyMatch(key -> key.state == KeyState.CURRENT);
        return new FlowKeyResponse(
                sender.id(),
                sender.providerId(),
                isPlatform ? uris.template().orElse(null) : null,
                known.stream().map(FlowKeyResponse.Key::of).toList(),
                finding == null ? null : FlowKeyResponse.Check.of(finding),
                flows);
    }
}
