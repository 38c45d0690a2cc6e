package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replaces callback settings as a whole, so absent members are unset. Completes when they apply on all instances; a
 * replaced signature secret continues to sign for a while.
 */
@ApplicationScoped
class ReplaceCallback {
    private final CallbackSettingsRows rows;
    private final SecretKeys keys;
    private final CallbackSettingsLoader loader;
    private final CallbackSettingsPropagation recent;
    private final StoredJson json;
    private final Duration overlap;
    private final InstantSource time;

    ReplaceCallback(
            CallbackSettingsRows rows,
            SecretKeys keys,
            CallbackSettingsLoader loader,
            CallbackSettingsPropagation recent,
            ObjectMapper mapper,
            SecretConfig config,
            InstantSource time) {
        this.rows = rows;
        this.keys = keys;
        this.loader = loader;
        this.recent = recent;
        this.json = new StoredJson(mapper);
        this.overlap = config.signatureOverlap();
        this.time = time;
    }

    Uni<Void> ofAccount(UUID accountId, Callback callback) {
        var encrypted = json.write(callback.withSecrets(secret -> keys.encrypt(secret, accountId)));
        return replace(accountId, accountId, row -> {
            row.setOld(previousSecret(row, callback));
            row.settings = encrypted;
        });
    }

    Uni<Void> ofSender(Sender sender, ChannelCallback callback) {
        var written = json.write(callback);
        return replace(sender.id(), sender.accountId(), row -> row.settings = written);
    }

    private Uni<Void> replace(UUID ownerId, UUID accountId, Consumer<CallbackSettingsRow> change) {
        return rows.replace(ownerId, accountId, change, loader::apply).chain(recent::appliedEverywhere);
    }

    /** The previous secret after the change, encrypted; null if there is none. */
    private @Nullable PreviousSecret previousSecret(CallbackSettingsRow before, Callback now) {
        if (before.settings == null) {
            return null;
        }
        var stored = json.read(before.settings, Callback.class);
        var signature = stored.withSecrets(secret -> keys.decrypt(secret, before.ownerId))
                .signature();
        var older = before.old();
        var previous = PreviousSecret.after(signature, older, now.signature(), time.instant(), overlap);
        return previous == null || previous == older
                ? previous
                : previous.withSecret(secret -> keys.encrypt(secret, before.ownerId));
    }
}
