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
 * Replaces callback settings as a whole, so absent members are unset. Takes effect at once; a replaced signature secret
 * continues to sign for a while.
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
        var encrypted = callback.withSecrets(secret -> keys.encrypt(secret, accountId));
        return rows.replace(accountId, json.write(encrypted), before -> previousSecret(before, callback))
                .invoke(cache::apply)
                .replaceWithVoid();
    }

    Uni<Void> ofSender(Sender sender, ChannelCallback callback) {
        return rows.save(sender.id(), sender.accountId(), json.write(callback))
                .invoke(cache::apply)
                .replaceWithVoid();
    }

    private PreviousSecret previousSecret(Optional<CallbackSetting> before, Callback now) {
        return before.map(row -> previousSecret(row, now)).orElse(null);
    }

    private PreviousSecret previousSecret(CallbackSetting before, Callback now) {
        var stored = json.read(before.settings(), Callback.class);
        var decrypted = stored.withSecrets(secret -> keys.decrypt(secret, before.ownerId()));
        var previous =
                PreviousSecret.after(decrypted.signature(), before.old(), now.signature(), time.instant(), overlap);
        return previous == null || previous == before.old()
                ? previous
                : previous.withSecret(secret -> keys.encrypt(secret, before.ownerId()));
    }
}
