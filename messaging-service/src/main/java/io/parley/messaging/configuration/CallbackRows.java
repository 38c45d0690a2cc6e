package io.parley.messaging.configuration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** The table callback_setting: one row for each account or sender that ever set something. */
@ApplicationScoped
class CallbackRows {
    private static final String SAVE = """
            insert into callback_setting (owner_id, account_id, settings) values ($1, $2, $3::text::jsonb)
            on conflict (owner_id) do update set settings = excluded.settings, updated_at = clock_timestamp()
            returning updated_at""";
    private static final String CHANGED = """
            select owner_id, account_id, settings::text as settings, updated_at
            from callback_setting where updated_at >= $1 order by updated_at""";

    private final Pool pool;

    CallbackRows(Pool pool) {
        this.pool = pool;
    }

    /**
     * What an owner has set, secrets closed.
     *
     * @param ownerId the account itself or one of its senders
     */
    record CallbackSetting(UUID ownerId, UUID accountId, String settings, OffsetDateTime updatedAt) {

        boolean ofAccount() {
            return ownerId.equals(accountId);
        }
    }

    Uni<CallbackSetting> save(UUID ownerId, UUID accountId, String settings) {
        return pool.preparedQuery(SAVE)
                .execute(Tuple.of(ownerId, accountId, settings))
                .map(rows -> new CallbackSetting(
                        ownerId, accountId, settings, rows.iterator().next().getOffsetDateTime(0)));
    }

    Uni<List<CallbackSetting>> changedSince(OffsetDateTime time) {
        return pool.preparedQuery(CHANGED)
                .mapping(CallbackRows::setting)
                .execute(Tuple.of(time))
                .map(rows -> rows.stream().toList());
    }

    private static CallbackSetting setting(Row row) {
        return new CallbackSetting(
                row.getUUID("owner_id"),
                row.getUUID("account_id"),
                row.getString("settings"),
                row.getOffsetDateTime("updated_at"));
    }
}
