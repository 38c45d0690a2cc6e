package io.parley.messaging.configuration;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The table callback_setting: one row per account or sender with settings. */
@ApplicationScoped
class CallbackSettingsTable {
    private static final String SAVE = """
            insert into callback_setting (owner_id, account_id, settings, old_secret, old_secret_until)
            values ($1, $2, $3::text::jsonb, $4, $5)
            on conflict (owner_id) do update
              set settings = excluded.settings, old_secret = excluded.old_secret,
                  old_secret_until = excluded.old_secret_until, updated_at = clock_timestamp()
            returning updated_at""";
    private static final String COLUMNS =
            "select owner_id, account_id, settings::text as settings, old_secret, old_secret_until, updated_at"
                    + " from callback_setting ";
    private static final String CHANGED = COLUMNS + "where updated_at >= $1 order by updated_at";
    private static final String DELETE_OLD_SECRETS =
            "update callback_setting set old_secret = null, old_secret_until = null where old_secret_until < now()";
    private static final String LOCKED = COLUMNS + "where owner_id = $1 for update";

    private final Pool pool;

    CallbackSettingsTable(Pool pool) {
        this.pool = pool;
    }

    /**
     * The settings of an owner, with encrypted secrets.
     *
     * @param ownerId the account or one of its senders
     * @param old also encrypted; null if there is none
     */
    record CallbackSetting(
            UUID ownerId, UUID accountId, String settings, PreviousSecret old, OffsetDateTime updatedAt) {

        boolean ofAccount() {
            return ownerId.equals(accountId);
        }
    }

    Uni<CallbackSetting> save(UUID ownerId, UUID accountId, String settings) {
        return pool.withConnection(connection -> save(connection, ownerId, accountId, settings, null));
    }

    /**
     * Saves an account's settings together with the previous secret.
     *
     * @param old maps the previous settings, if any, to the previous secret or null
     */
    Uni<CallbackSetting> replace(
            UUID accountId, String settings, Function<Optional<CallbackSetting>, PreviousSecret> old) {
        return pool.withTransaction(connection -> locked(connection, accountId)
                .chain(previous -> save(connection, accountId, accountId, settings, old.apply(previous))));
    }

    Uni<List<CallbackSetting>> changedSince(OffsetDateTime time) {
        return pool.preparedQuery(CHANGED)
                .mapping(CallbackSettingsTable::setting)
                .execute(Tuple.of(time))
                .map(rows -> rows.stream().toList());
    }

    /** Deletes previous secrets that have expired. */
    Uni<Void> deleteOldSecrets(SqlConnection connection) {
        return connection.query(DELETE_OLD_SECRETS).execute().replaceWithVoid();
    }

    private static Uni<Optional<CallbackSetting>> locked(SqlConnection connection, UUID ownerId) {
        return connection
                .preparedQuery(LOCKED)
                .mapping(CallbackSettingsTable::setting)
                .execute(Tuple.of(ownerId))
                .map(rows -> rows.stream().findFirst());
    }

    private static Uni<CallbackSetting> save(
            SqlConnection connection, UUID ownerId, UUID accountId, String settings, PreviousSecret old) {
        var secret = old == null ? null : old.secret();
        var until = old == null ? null : old.until().atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(SAVE)
                .execute(Tuple.of(ownerId, accountId, settings, secret, until))
                .map(rows -> new CallbackSetting(
                        ownerId,
                        accountId,
                        settings,
                        old,
                        rows.iterator().next().getOffsetDateTime(0)));
    }

    private static CallbackSetting setting(Row row) {
        return new CallbackSetting(
                row.getUUID("owner_id"),
                row.getUUID("account_id"),
                row.getString("settings"),
                oldSecret(row),
                row.getOffsetDateTime("updated_at"));
    }

    private static PreviousSecret oldSecret(Row row) {
        var secret = row.getString("old_secret");
        return secret == null
                ? null
                : new PreviousSecret(
                        secret, row.getOffsetDateTime("old_secret_until").toInstant());
    }
}
