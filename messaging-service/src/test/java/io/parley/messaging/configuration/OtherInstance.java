package io.parley.messaging.configuration;

import io.parley.messaging.database.StartupWork;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Replaces callback settings as another instance does: this one learns of it only from the table. */
@ApplicationScoped
public class OtherInstance {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Pool pool;
    private final CallbackSettingsRows rows;
    private final CallbackSettingsPropagation recent;

    OtherInstance(Pool pool, CallbackSettingsRows rows, CallbackSettingsPropagation recent) {
        this.pool = pool;
        this.rows = rows;
        this.recent = recent;
    }

    /**
     * Replaces the settings of an account; returns when the response to the request would be sent.
     *
     * @param json the contract's Callback, with single quotes
     */
    public void put(UUID account, String json) {
        put(account, account, json);
    }

    /** @param owner the account, or a sender of it */
    void put(UUID account, UUID owner, String json) {
        pool.preparedQuery("insert into account (id, name, version) values ($1, 'Test', 1) on conflict do nothing")
                .execute(Tuple.of(account))
                .await()
                .atMost(TIMEOUT);
        StartupWork.await(() -> rows.replace(
                        owner, account, row -> row.settings = new JsonObject(json.replace('\'', '"')), row -> {})
                .chain(recent::appliedEverywhere));
    }

    void delete(UUID owner) {
        pool.preparedQuery("delete from callback_setting where owner_id = $1")
                .execute(Tuple.of(owner))
                .await()
                .atMost(TIMEOUT);
    }

    /** Waits until settings that were loaded before must be loaded again to be recent. */
    public void awaitNextLoad() {
        recent.appliedEverywhere().await().atMost(TIMEOUT);
    }
}
