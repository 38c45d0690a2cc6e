package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.database.StartupWork;
import io.parley.runtime.background.PeriodicTask;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Synchronises {@link CallbackSettingsCache} with the table: everything at startup, changes of this instance at once,
 * those of other instances by polling every second. Polls overlap, since a commit can become visible later than its
 * time stamp.
 */
@ApplicationScoped
class CallbackSettingsLoader {
    private static final Instant EVER = Instant.EPOCH;
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final CallbackSettingsRows rows;
    private final CallbackSettingsCache settings;
    private final SecretKeys keys;
    private final StoredJson json;
    private final Event<CallbackSettingsChanged> changed;
    private final PeriodicTask refresh;
    private final Map<UUID, Instant> versions = new ConcurrentHashMap<>();
    private volatile Instant newest = EVER;

    CallbackSettingsLoader(
            CallbackSettingsRows rows,
            CallbackSettingsCache settings,
            SecretKeys keys,
            ObjectMapper mapper,
            Event<CallbackSettingsChanged> changed,
            Vertx vertx) {
        this.rows = rows;
        this.settings = settings;
        this.keys = keys;
        this.json = new StoredJson(mapper);
        this.changed = changed;
        this.refresh = PeriodicTask.named("callback-settings").deadline(OVERLAP).build(vertx, this::refresh);
    }

    /**
     * Runs before any worker starts. A secret that cannot be decrypted aborts the startup, since callbacks would be
     * sent unsigned.
     */
    void start(@Observes @Priority(100) StartupEvent event) {
        StartupWork.await(() -> rows.changedSince(EVER)).forEach(this::put);
        refresh.start();
    }

    void stop(@Observes ShutdownEvent event) {
        refresh.stop();
    }

    /** Applies a row and fires an event, unless the cached version is the same or newer. */
    void apply(CallbackSettingsRow row) {
        if (put(row)) {
            changed.fire(new CallbackSettingsChanged(row.accountId));
        }
    }

    /** @return whether the row was newer */
    private synchronized boolean put(CallbackSettingsRow row) {
        var known = versions.get(row.ownerId);
        if (known != null && !known.isBefore(row.updatedAt)) {
            return false;
        }
        if (row.isOfAccount()) {
            UnaryOperator<String> decrypt = secret -> keys.decrypt(secret, row.ownerId);
            settings.put(
                    row.ownerId,
                    json.read(row.settings, Callback.class).withSecrets(decrypt),
                    row.old() == null ? null : row.old().withSecret(decrypt));
        } else {
            settings.put(row.ownerId, json.read(row.settings, ChannelCallback.class));
        }
        settings.changed(row.accountId, row.updatedAt);
        versions.put(row.ownerId, row.updatedAt);
        newest = newest.isBefore(row.updatedAt) ? row.updatedAt : newest;
        return true;
    }

    private Uni<Void> refresh() {
        return rows.changedSince(newest.minus(OVERLAP))
                .invoke(newer -> newer.forEach(this::applyOrLog))
                .replaceWithVoid();
    }

    private void applyOrLog(CallbackSettingsRow row) {
        try {
            apply(row);
        } catch (IllegalStateException e) {
            Log.errorf("callback settings unreadable ownerId=%s cause=%s", row.ownerId, e.getMessage());
        }
    }
}
