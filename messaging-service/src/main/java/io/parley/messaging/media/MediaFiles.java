package io.parley.messaging.media;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Files of all accounts and the storage used by each account's uploads. Lifetimes are measured by the database clock.
 */
@ApplicationScoped
class MediaFiles {
    private static final int MAX_LIST = 10_000;

    static final String COLUMNS =
            "id, account_id, inbound, content_type, file_name, size, failure, expires_at, one_time, used_by";

    private static final String NOT_EXPIRED = "(expires_at is null or expires_at > now())";

    /**
     * Checks the quota and inserts in one statement: of two concurrent uploads that would exceed it together, the
     * second is rejected.
     */
    private static final String ADD = """
            with charged as (
                insert into media_usage as u (account_id, bytes)
                select $2::uuid, $6::bigint where $6::bigint <= $10::bigint
                on conflict (account_id) do update set bytes = u.bytes + excluded.bytes
                 where u.bytes + excluded.bytes <= $10::bigint
                returning bytes
            ), added as (
                insert into media (id, account_id, inbound, content_type, file_name, size, sha256, one_time, expires_at)
                select $1::uuid, $2::uuid, false, $3::text, $4::text, $6::bigint, $5::bytea, $7::boolean,
                       case when $8::boolean then now() + $9::bigint * interval '1 millisecond' end
                  from charged
            )
            select bytes from charged""";

    private static final String USAGE = "select bytes from media_usage where account_id = $1";

    private static final String FIND =
            "select " + COLUMNS + " from media where id = any($1::uuid[]) and account_id = $2 and " + NOT_EXPIRED;

    private static final String UPLOADS = "select " + COLUMNS + " from media where account_id = $1 and not inbound and "
            + NOT_EXPIRED + " and used_by is null order by id desc limit " + MAX_LIST;

    /** Follows a CTE named removed that deletes from media, returning account_id, size and inbound. */
    static final String REDUCE_USAGE = """
            , reduced as (
                update media_usage u set bytes = greatest(0, u.bytes - w.bytes)
                  from (select account_id, sum(size)::bigint as bytes from removed where not inbound
                         group by account_id) w
                 where u.account_id = w.account_id)
            select id from removed""";

    private static final String REMOVE =
            "with removed as (delete from media where id = $1 and account_id = $2 and " + NOT_EXPIRED
                    + " returning id, account_id, size, inbound)"
                    + REDUCE_USAGE;

    private static final String WITHDRAW = "update media set expires_at = now() where id = any($1::uuid[]) and inbound";

    private final Pool pool;

    MediaFiles(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the account's usage including this upload; empty if it exceeds the quota, and then nothing is inserted.
     */
    Uni<OptionalLong> add(Upload upload, long quota) {
        var validity = upload.validity();
        return pool.preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addUUID(upload.id())
                        .addUUID(upload.accountId())
                        .addString(upload.contentType())
                        .addString(upload.fileName())
                        .addValue(Buffer.buffer(upload.bytes().sha256()))
                        .addLong(upload.bytes().size())
                        .addBoolean(upload.oneTime())
                        .addBoolean(validity != null)
                        .addLong(validity == null ? 0 : validity.toMillis())
                        .addLong(quota))
                .map(rows -> rows.size() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(rows.iterator().next().getLong(0)));
    }

    Uni<Long> usage(UUID accountId) {
        return pool.preparedQuery(USAGE)
                .execute(Tuple.of(accountId))
                .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
    }

    /** Empty for files of other accounts and expired files. */
    Uni<Optional<StoredFile>> find(UUID accountId, UUID id) {
        return find(accountId, Set.of(id)).map(found -> found.stream().findFirst());
    }

    /** The existing files, with one statement. */
    Uni<List<StoredFile>> find(UUID accountId, Set<UUID> ids) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(ids.toArray(UUID[]::new), accountId))
                .map(rows -> rows.stream().map(MediaFiles::file).toList());
    }

    /** The account's unexpired, unused uploads, newest first. */
    Uni<List<StoredFile>> uploads(UUID accountId) {
        return pool.preparedQuery(UPLOADS)
                .execute(Tuple.of(accountId))
                .map(rows -> rows.stream().map(MediaFiles::file).toList());
    }

    /** Returns whether the file existed; its bytes remain in the store. */
    Uni<Boolean> remove(UUID accountId, UUID id) {
        return pool.preparedQuery(REMOVE).execute(Tuple.of(id, accountId)).map(rows -> rows.size() > 0);
    }

    /** Expires the files; the next run of {@link MediaMaintenance} removes them. */
    Uni<Void> withdraw(SqlClient transaction, List<UUID> ids) {
        return transaction
                .preparedQuery(WITHDRAW)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    static List<UUID> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getUUID(0)).toList();
    }

    static StoredFile file(Row row) {
        var expires = row.getOffsetDateTime("expires_at");
        return new StoredFile(
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getBoolean("inbound"),
                row.getString("content_type"),
                row.getString("file_name"),
                row.getLong("size"),
                row.getString("failure"),
                expires == null ? null : expires.toInstant(),
                row.getBoolean("one_time"),
                row.getUUID("used_by"));
    }
}
