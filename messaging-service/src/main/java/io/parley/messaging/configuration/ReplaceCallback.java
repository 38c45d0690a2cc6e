package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.configuration.CallbackSettingsTable.CallbackSetting;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Sets where and how events are sent: the whole object at once, so what is left out is unset. In force at once; a signature
 * secret that is replaced goes on signing for a while.
 */
@ApplicationScoped
class ReplaceCallback {
    private final CallbackSettingsTable rows;
    private final SecretKeys keys;
    private final CallbackSettingsLoader cache;
    private final StoredJson json;
    private final Duration overlap;
    private final InstantSource time;

    ReplaceCallback(
            CallbackSettingsTable rows,
            SecretKeys keys,
            CallbackSettingsLoader cache,
            ObjectMapper mapper,
            SecretConfig config,
            InstantSource time) {
        this.rows = rows;
        this.keys = keys;
        this.cache = cache;
        this.json = new StoredJson(mapper);
        this.overlap = config.signatureOverlap();
        this.time = time;
    }

    Uni<Void> ofAccount(UUID accountId, Callback callback) {
        var closed = callback.withSecrets(secret -> keys.close(secret, accountId));
        return rows.replace(accountId, json.write(closed), before -> removed(before, callback))
                .invoke(cache::take)
                .replaceWithVoid();
    }

    Uni<Void> ofSender(Sender sender, ChannelCallback callback) {
        return rows.save(sender.id(), sender.accountId(), json.write(callback))
                .invoke(cache::take)
                .replaceWithVoid();
    }

    private PreviousSecret removed(Optional<CallbackSetting> before, Callback now) {
        return before.map(row -> removed(row, now)).orElse(null);
    }

    private PreviousSecret removed(CallbackSetting before, Callback now) {
        var stored = json.read(before.settings(), Callback.class);
        var opened = stored.withSecrets(secret -> keys.open(secret, before.ownerId()));
        var left = PreviousSecret.after(opened.signature(), before.old(), now.signature(), time.instant(), overlap);
        return left == null || left == before.old()
                ? left
                : left.withSecret(secret -> keys.close(secret, before.ownerId()));
    }
}
