package io.parley.messaging.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.messaging.configuration.CallbackSettingsTable.CallbackSetting;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.problem.Outages;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    /** The first connection may be slow during startup. */
    private static final int ATTEMPTS = 5;

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(CallbackSettingsLoader.class), "callback settings may be out of date");
    private static final OffsetDateTime EVER = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration OVERLAP = Duration.ofSeconds(30);
    private static final long PERIOD_MILLIS = 1_000;

    private final CallbackSettingsTable rows;
    private final CallbackSettingsCache settings;
    private final SecretKeys keys;
    private final StoredJson json;
    private final Event<CallbackSettingsChanged> changed;
    private final Vertx vertx;
    private final Map<UUID, OffsetDateTime> versions = new ConcurrentHashMap<>();
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile OffsetDateTime newest = EVER;
    private volatile long timer;

    CallbackSettingsLoader(
            CallbackSettingsTable rows,
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
    }

    /**
     * Runs before any worker starts. A secret that cannot be decrypted aborts the startup, since callbacks would be
     * sent unsigned.
     */
    void start(@Observes @Priority(100) StartupEvent event) {
        rows.changedSince(EVER)
                .onFailure(Outages::isOutage)
                .retry()
                .atMost(ATTEMPTS)
                .await()
                .atMost(TIMEOUT)
                .forEach(this::put);
        timer = vertx.setPeriodic(PERIOD_MILLIS, ignored -> refresh());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Applies a row and fires an event, unless the cached version is the same or newer. */
    void apply(CallbackSetting row) {
        if (put(row)) {
            changed.fire(new CallbackSettingsChanged(row.accountId()));
        }
    }

    /** @return whether the row was newer */
    private synchronized boolean put(CallbackSetting row) {
        var known = versions.get(row.ownerId());
        if (known != null && !known.isBefore(row.updatedAt())) {
            return false;
        }
        if (row.ofAccount()) {
            UnaryOperator<String> decrypt = secret -> keys.decrypt(secret, row.ownerId());
            settings.put(
                    row.ownerId(),
                    json.read(row.settings(), Callback.class).withSecrets(decrypt),
                    row.old() == null ? null : row.old().withSecret(decrypt));
        } else {
            settings.put(row.ownerId(), json.read(row.settings(), ChannelCallback.class));
        }
        versions.put(row.ownerId(), row.updatedAt());
        newest = newest.isBefore(row.updatedAt()) ? row.updatedAt() : newest;
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

    private void applyAll(List<CallbackSetting> changed) {
        outage.succeeded();
        changed.forEach(this::applyOrLog);
    }

    private void applyOrLog(CallbackSetting row) {
        try {
            apply(row);
        } catch (IllegalStateException e) {
            Log.errorf("callback settings unreadable ownerId=%s cause=%s", row.ownerId(), e.getMessage());
        }
    }
}
