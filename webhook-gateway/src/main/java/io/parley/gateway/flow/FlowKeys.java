package io.parley.gateway.flow;

import io.parley.model.flow.FlowKeyEntry;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.parley.runtime.bus.FactFeed.FactCache;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.encryption.UndecryptableException;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The private keys and signing secrets in this process's memory. The newest version of an entry wins. */
@Singleton
class FlowKeys implements FactCache<FlowKeyEntry> {
    private final KeyEncryption encryption;
    private final InstantSource time;
    private final Map<String, FlowKeyEntry> entries = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    /** By the contract's id of the WhatsApp account, then by sender. */
    private final Map<UUID, Map<UUID, List<DecryptionKey>>> keys = new ConcurrentHashMap<>();

    FlowKeys(KeyEncryption encryption, InstantSource time) {
        this.encryption = encryption;
        this.time = time;
    }

    @Override
    public void apply(FlowKeyEntry entry) {
        var known = entries.get(entry.key());
        if (known != null && known.version() >= entry.version()) {
            return;
        }
        entries.put(entry.key(), entry);
        if (entry instanceof NumberKeys number) {
            index(number);
            if (known instanceof NumberKeys before
                    && !before.whatsAppAccountId().equals(number.whatsAppAccountId())) {
                unindex(before);
            }
        }
    }

    @Override
    public void remove(String key) {
        if (entries.remove(key) instanceof NumberKeys number) {
            unindex(number);
        }
    }

    @Override
    public void markCaughtUp() {
        caughtUp = true;
    }

    boolean caughtUp() {
        return caughtUp;
    }

    /** The valid keys of all numbers of a WhatsApp account, since a request does not name its number. */
    List<DecryptionKey> of(UUID whatsAppAccountId) {
        var now = time.instant();
        return keys.getOrDefault(whatsAppAccountId, Map.of()).values().stream()
                .flatMap(List::stream)
                .filter(key -> key.isValid(now))
                .toList();
    }

    /** The secrets that sign requests to the account's endpoints, the current one first; empty if there is none. */
    List<String> signingSecrets(UUID accountId) {
        return entries.get("signingSecrets:" + accountId) instanceof SigningSecrets secrets
                ? Stream.concat(Stream.of(secrets.current()), previous(secrets).stream())
                        .flatMap(secret -> decrypted(secret, accountId).stream())
                        .toList()
                : List.of();
    }

    private Optional<String> previous(SigningSecrets secrets) {
        return Optional.ofNullable(secrets.previous()).filter(secret -> isFuture(secrets.previousUntil()));
    }

    private boolean isFuture(@Nullable Instant until) {
        return until != null && time.instant().isBefore(until);
    }

    private Optional<String> decrypted(String secret, UUID accountId) {
        try {
            var bytes = encryption.decrypt(secret, SigningSecrets.context(accountId));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (UndecryptableException e) {
            Log.errorf("signing secret unusable accountId=%s reason=%s", accountId, e.getMessage());
            return Optional.empty();
        }
    }

    private void index(NumberKeys number) {
        keys.computeIfAbsent(number.whatsAppAccountId(), account -> new ConcurrentHashMap<>())
                .put(
                        number.senderId(),
                        number.keys().stream()
                                .map(key -> new DecryptionKey(number, key, encryption))
                                .toList());
    }

    private void unindex(NumberKeys number) {
        var ofAccount = keys.get(number.whatsAppAccountId());
        if (ofAccount != null) {
            ofAccount.remove(number.senderId());
        }
    }
}
