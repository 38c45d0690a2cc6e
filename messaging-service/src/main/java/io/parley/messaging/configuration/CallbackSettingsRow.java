package io.parley.messaging.configuration;

import io.vertx.core.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The callback settings of an account or of one of its senders, as stored: all secrets are encrypted. */
@Entity(name = "CallbackSettings")
@Table(name = "callback_setting")
class CallbackSettingsRow {
    /** The account or the sender. */
    @Id
    @Column(name = "owner_id")
    UUID ownerId;

    @Column(name = "account_id", updatable = false)
    UUID accountId;

    JsonObject settings;

    @Column(name = "old_secret")
    @Nullable
    String oldSecret;

    @Column(name = "old_secret_until")
    @Nullable
    Instant oldSecretUntil;

    /** By the clock of the database. */
    @Column(name = "updated_at")
    Instant updatedAt;

    static CallbackSettingsRow of(UUID ownerId, UUID accountId) {
        var row = new CallbackSettingsRow();
        row.ownerId = ownerId;
        row.accountId = accountId;
        return row;
    }

    boolean isOfAccount() {
        return ownerId.equals(accountId);
    }

    /** The previous signature secret; null if there is none. */
    @Nullable
    PreviousSecret old() {
        return oldSecret == null || oldSecretUntil == null ? null : new PreviousSecret(oldSecret, oldSecretUntil);
    }

    void setOld(@Nullable PreviousSecret old) {
        oldSecret = old == null ? null : old.secret();
        oldSecretUntil = old == null ? null : old.until();
    }
}
