package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.configuration.CallbackRows.CallbackSetting;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Sets where and how events are sent: the whole object at once, so what is left out is unset. In force at once. */
@ApplicationScoped
class ReplaceCallback {
    private final CallbackRows rows;
    private final SecretKeys keys;
    private final CallbackCache cache;
    private final StoredJson json;

    ReplaceCallback(CallbackRows rows, SecretKeys keys, CallbackCache cache, ObjectMapper mapper) {
        this.rows = rows;
        this.keys = keys;
        this.cache = cache;
        this.json = new StoredJson(mapper);
    }

    Uni<Void> ofAccount(UUID accountId, Callback callback) {
        var closed = callback.withSecrets(secret -> keys.close(secret, accountId));
        return save(accountId, accountId, json.write(closed));
    }

    Uni<Void> ofSender(Sender sender, ChannelCallback callback) {
        return save(sender.id(), sender.accountId(), json.write(callback));
    }

    private Uni<Void> save(UUID ownerId, UUID accountId, String settings) {
        Uni<CallbackSetting> saved = rows.save(ownerId, accountId, settings);
        return saved.invoke(cache::take).replaceWithVoid();
    }
}
