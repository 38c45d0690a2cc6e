package io.parley.gateway.flow;

import io.parley.gateway.flow.FlowCipher.Decrypted;
import io.parley.model.fact.FlowFact;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the key of a request. A request names no number, so the keys of all numbers of the Flow's WhatsApp account are
 * tried, former ones included; the one that fitted last is tried first.
 */
@Singleton
class FlowDecryption {
    private final FlowKeys keys;

    /** The key of each flow's last request. */
    private final Map<String, UUID> lastFit = new ConcurrentHashMap<>();

    FlowDecryption(FlowKeys keys) {
        this.keys = keys;
    }

    /** Empty if no key fits. */
    Optional<Decrypted> decrypt(FlowFact flow, EncryptedFlow request) {
        for (var key : candidates(flow)) {
            var decrypted = key.key().flatMap(usable -> FlowCipher.decrypt(request, usable));
            if (decrypted.isPresent()) {
                lastFit.put(flow.flowId(), key.id());
                return decrypted;
            }
        }
        return Optional.empty();
    }

    /** Whether all keys of the flow's numbers can be used, so that a request that fits none was encrypted for another. */
    boolean hasUsableKeysOnly(FlowFact flow) {
        return keys.of(flow.whatsAppAccountId()).stream()
                .allMatch(key -> key.key().isPresent());
    }

    private List<DecryptionKey> candidates(FlowFact flow) {
        var last = lastFit.get(flow.flowId());
        return keys.of(flow.whatsAppAccountId()).stream()
                .sorted(Comparator.comparing(key -> !key.id().equals(last)))
                .toList();
    }
}
