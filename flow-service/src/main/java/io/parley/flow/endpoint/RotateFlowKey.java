package io.parley.flow.endpoint;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.background.Detached;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphProblems;
import io.parley.runtime.problem.Problems;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Gives a number a new key pair: stores it, publishes it to the gateway, gives Meta the public key, and only then
 * replaces the key before; at last Meta gets the gateway's address of the account's Flows. A failure in between leaves a pending key, with which the gateway decrypts as well; the
 * repeated call continues with it, so it can be repeated after every failure.
 */
@ApplicationScoped
class RotateFlowKey {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final FlowNumbers numbers;
    private final KeyEncryption encryption;
    private final EndpointUris uris;
    private final GraphKeys meta;
    private final FlowKeyStore store;
    private final EndpointLeases leases;
    private final FlowKeyChanges changes;
    private final MoveEndpoints move;
    private final ReadFlowKeys reads;
    private final Vertx vertx;

    RotateFlowKey(
            FlowNumbers numbers,
            KeyEncryption encryption,
            EndpointUris uris,
            GraphKeys meta,
            FlowKeyStore store,
            EndpointLeases leases,
            FlowKeyChanges changes,
            MoveEndpoints move,
            ReadFlowKeys reads,
            Vertx vertx) {
        this.numbers = numbers;
        this.encryption = encryption;
        this.uris = uris;
        this.meta = meta;
        this.store = store;
        this.leases = leases;
        this.changes = changes;
        this.move = move;
        this.reads = reads;
        this.vertx = vertx;
    }

    Uni<FlowKeyResponse> run(UUID accountId, UUID senderId) {
        var sender = numbers.require(accountId, senderId);
        requireSettings(sender);
        return Detached.of(() -> store.register(sender)
                        .chain(() -> leases.claim(senderId))
                        .map(lease -> lease.orElseThrow(FlowKeyProblems::busy))
                        .chain(lease -> rotate(sender).eventually(() -> leases.release(lease)))
                        .chain(keys -> move.run(sender).map(flows -> reads.response(sender, keys, null, flows))))
                .onFailure(GraphFailure.class)
                .transform(failure -> GraphProblems.of((GraphFailure) failure));
    }

    private Uni<List<EndpointKeyRow>> rotate(Sender sender) {
        return generate()
                .chain(pair -> store.prepare(sender, pair))
                .call(this::requirePublished)
                .chain(key -> activate(sender, key));
    }

    private void requireSettings(Sender sender) {
        if (sender.whatsAppAccountId() == null) {
            throw FlowKeyProblems.withoutAccount();
        }
        if (!encryption.isConfigured()) {
            throw FlowKeyProblems.withoutEncryption();
        }
        if (uris.template().isEmpty()) {
            throw FlowKeyProblems.withoutAddress();
        }
        if (!meta.hasToken(sender)) {
            throw FlowKeyProblems.withoutToken();
        }
    }

    private Uni<FlowKeyPair> generate() {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(FlowKeyPair::generate, false)
                .toCompletionStage());
    }

    private Uni<Void> requirePublished() {
        return changes.arePublished()
                .invoke(published -> {
                    if (!published) {
                        throw Problems.unavailable(
                                SOON,
                                "The broker is unavailable, so the gateway cannot get the new key; Meta still has the key before."
                                        + " Repeat the request after the time in Retry-After.");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<List<EndpointKeyRow>> activate(Sender sender, EndpointKeyRow key) {
        return meta.set(sender, key.publicKey)
                .chain(() -> store.activate(sender, key))
                .invoke(keys -> Log.infof(
                        "Flow key replaced accountId=%s senderId=%s keyId=%s",
                        sender.accountId(), sender.id(), key.id));
    }
}
