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
 * Keeps {@link CallbackSettingsCache} equal to the table: everything at start, own changes at once, those of other instances
 * by asking every second for what changed. Rows are looked at again for a while, since a commit can come later than its
 * time stamp.
 */
@ApplicationScoped
class CallbackSettingsLoader {
    /** A first connection may be slow while everything starts at once. */
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
    private final AtomicBoolean asking = new AtomicBoolean();
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

    /** Before any worker starts; a secret that cannot be opened stops the start, since calls would go out unsigned. */
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

    /** Takes a row over and tells of it, unless a newer one of the same owner is known. */
    void take(CallbackSetting row) {
        if (put(row)) {
            changed.fire(new CallbackSettingsChanged(row.accountId()));
        }
    }

    /** @return whether it was news */
    private synchronized boolean put(CallbackSetting row) {
        var known = versions.get(row.ownerId());
        if (known != null && !known.isBefore(row.updatedAt())) {
            return false;
        }
        if (row.ofAccount()) {
            UnaryOperator<String> opened = secret -> keys.open(secret, row.ownerId());
            settings.put(
                    row.ownerId(),
                    json.read(row.settings(), Callback.class).withSecrets(opened),
                    row.old() == null ? null : row.old().withSecret(opened));
        } else {
            settings.put(row.ownerId(), json.read(row.settings(), ChannelCallback.class));
        }
        versions.put(row.ownerId(), row.updatedAt());
        newest = newest.isBefore(row.updatedAt()) ? row.updatedAt() : newest;
        return true;
    }

    private void refresh() {
        if (asking.compareAndSet(false, true)) {
            rows.changedSince(newest.minus(OVERLAP))
                    .onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    .with(this::takeAll, outage::failed);
        }
    }

    private void takeAll(List<CallbackSetting> changed) {
        outage.worked();
        changed.forEach(this::takeOrReport);
    }

    private void takeOrReport(CallbackSetting row) {
        try {
            take(row);
        } catch (IllegalStateException e) {
            Log.errorf("callback settings unreadable ownerId=%s cause=%s", row.ownerId(), e.getMessage());
        }
    }
}
