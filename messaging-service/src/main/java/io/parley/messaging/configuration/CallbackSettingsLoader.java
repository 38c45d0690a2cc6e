package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.database.StartupWork;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.database.DatabaseConfig;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
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
 * those of other instances when callbacks are planned ({@link CallbackSettingsPropagation}), and by polling every second, so
 * that {@link CallbackSettingsChanged} is fired without traffic, too. A refresh reads what was changed since the last one
 * began and in the thirty seconds before, since a commit can become visible later than its time stamp; timeouts of the
 * database end a transaction that takes longer.
 */
@ApplicationScoped
class CallbackSettingsLoader {
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final CallbackSettingsRows rows;
    private final CallbackSettingsCache settings;
    private final SecretKeys keys;
    private final StoredJson json;
    private final Event<CallbackSettingsChanged> changed;
    private final Context context;
    private final SingleFlightRefresh refresh;
    private final PeriodicTask poll;
    private final Map<UUID, Instant> versions = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> unreadable = new ConcurrentHashMap<>();
    private volatile long readAt = System.nanoTime();

    CallbackSettingsLoader(
            CallbackSettingsRows rows,
            CallbackSettingsCache settings,
            SecretKeys keys,
            ObjectMapper mapper,
            Event<CallbackSettingsChanged> changed,
            CallbackSettingsCacheConfig config,
            DatabaseConfig database,
            Vertx vertx) {
        this.rows = rows;
        this.settings = settings;
        this.keys = keys;
        this.json = new StoredJson(mapper);
        this.changed = changed;
        this.context = SafeContext.root(vertx);
        this.refresh =
                new SingleFlightRefresh(this::refresh, config.maxAge(), database.statementTimeout(), System::nanoTime);
        this.poll = PeriodicTask.named("callback-settings").deadline(OVERLAP).build(vertx, this::recent);
    }

    /**
     * Runs before any worker starts. A secret that cannot be decrypted aborts the startup, since callbacks would be
     * sent unsigned.
     */
    void start(@Observes @Priority(100) StartupEvent event) {
        readAt = System.nanoTime();
        StartupWork.await(rows::all).forEach(this::put);
        poll.start();
    }

    void stop(@Observes ShutdownEvent event) {
        poll.stop();
    }

    /** Completes when the settings are recent enough for planning; fails if they cannot be read. */
    Uni<Void> recent() {
        return refresh.recent();
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
        return true;
    }

    /** In a session of its own: that of a caller could have read the rows before. */
    private Uni<Void> refresh() {
        var begin = System.nanoTime();
        return Uni.createFrom()
                .deferred(() -> rows.changedSince(readAt, OVERLAP))
                .runSubscriptionOn(start -> SafeContext.run(context, start))
                .invoke(newer -> newer.forEach(this::applyOrLog))
                .invoke(() -> readAt = begin)
                .replaceWithVoid();
    }

    /** One row that cannot be read must not stop the callbacks of all accounts. Logged once, not with each refresh. */
    private void applyOrLog(CallbackSettingsRow row) {
        try {
            apply(row);
        } catch (RuntimeException e) {
            if (!row.updatedAt.equals(unreadable.put(row.ownerId, row.updatedAt))) {
                Log.errorf("callback settings unreadable ownerId=%s cause=%s", row.ownerId, e.getMessage());
            }
        }
    }
}
