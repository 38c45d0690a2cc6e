package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.database.StartupWork;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Synchronises {@link CallbackSettingsCache} with the table: everything at startup, changes of this instance at once,
 * those of other instances by polling every second. Polls overlap, since a commit can become visible later than its
 * time stamp.
 */
@ApplicationScoped
class CallbackSettingsLoader {
    private static final Instant EVER = Instant.EPOCH;
    private static final Duration OVERLAP = Duration.ofSeconds(30);
    private static final long PERIOD_MILLIS = 1_000;

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(CallbackSettingsLoader.class), "callback settings may be out of date");
    private final CallbackSettingsRows rows;
    private final CallbackSettingsCache settings;
    private final SecretKeys keys;
    private final StoredJson json;
    private final Event<CallbackSettingsChanged> changed;
    private final Vertx vertx;
    private final Context context;
    private final Map<UUID, Instant> versions = new ConcurrentHashMap<>();
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile Instant newest = EVER;
    private volatile long timer;

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
        this.vertx = vertx;
        this.context = SafeContext.root(vertx);
    }

    /**
     * Runs before any worker starts. A secret that cannot be decrypted aborts the startup, since callbacks would be
     * sent unsigned.
     */
    void start(@Observes @Priority(100) StartupEvent event) {
        StartupWork.await(() -> rows.changedSince(EVER)).forEach(this::put);
        timer = vertx.setPeriodic(PERIOD_MILLIS, ignored -> SafeContext.run(context, this::refresh));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
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

    private void refresh() {
        if (polling.compareAndSet(false, true)) {
            rows.changedSince(newest.minus(OVERLAP))
                    .onTermination()
                    .invoke(() -> polling.set(false))
                    .subscribe()
                    .with(this::applyAll, outage::failed);
        }
    }

    private void applyAll(List<CallbackSettingsRow> changed) {
        outage.succeeded();
        changed.forEach(this::applyOrLog);
    }

    private void applyOrLog(CallbackSettingsRow row) {
        try {
            apply(row);
        } catch (IllegalStateException e) {
            Log.errorf("callback settings unreadable ownerId=%s cause=%s", row.ownerId, e.getMessage());
        }
    }
}
