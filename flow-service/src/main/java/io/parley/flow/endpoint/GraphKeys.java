package io.parley.flow.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.graph.GraphCalls;
import io.parley.runtime.graph.GraphTokens;
import io.parley.runtime.http.ProviderClients;
import io.parley.runtime.json.ProviderJson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Calls of the Graph API about public keys. Each fails with a {@link io.parley.runtime.graph.GraphFailure}. */
@Singleton
class GraphKeys {
    private final GraphTokens access;
    private final GraphCalls calls;
    private final EncryptionApi api;

    GraphKeys(GraphTokens access, GraphCalls calls) {
        this.access = access;
        this.calls = calls;
        this.api = ProviderClients.client(EncryptionApi.class, access.settings().baseUrl(), access.settings());
    }

    /**
     * What Meta has for a number.
     *
     * @param publicKey PEM; empty if it has none
     * @param signatureStatus {@code VALID} or {@code MISMATCH}; empty if Meta has not sent it
     */
    record MetaKey(Optional<String> publicKey, Optional<String> signatureStatus) {}

    boolean hasToken(Sender sender) {
        return access.hasToken(sender);
    }

    /** Gives Meta a public key; the same call can be repeated. */
    Uni<Void> set(Sender sender, String publicKey) {
        return calls.changed(
                        "Flow key", api.set(version(), sender.providerId(), access.authorization(sender), publicKey))
                .replaceWithVoid();
    }

    Uni<MetaKey> read(Sender sender) {
        return calls.result("Flow key", api.read(version(), sender.providerId(), access.authorization(sender)))
                .map(GraphKeys::key);
    }

    /** Meta documents the members at the top; some versions of its lists have them in {@code data}. */
    private static MetaKey key(JsonNode answer) {
        var key = answer.path("data").isArray() ? answer.path("data").path(0) : answer;
        return new MetaKey(
                ProviderJson.text(key.path("business_public_key")),
                ProviderJson.text(key.path("business_public_key_signature_status")));
    }

    private String version() {
        return access.settings().version();
    }
}
