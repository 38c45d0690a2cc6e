package io.parley.messaging.media;

import io.parley.messaging.database.Sessions;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.UUID;

/** Adds uploads, within each account's quota, and keeps the total size of each account's uploads. */
@ApplicationScoped
class Uploads implements PanacheRepositoryBase<MediaUsageRow, UUID> {

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

    private final Pool pool;

    Uploads(Pool pool) {
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
                        : OptionalLong.of(rows.iterator().next().getLong("bytes")));
    }

    /** Total size of the account's uploads. */
    Uni<Long> usage(UUID accountId) {
        return Sessions.read(() -> findById(accountId)).map(usage -> usage == null ? 0 : usage.bytes);
    }

    /** Reduces the usage by a file, in the transaction that deletes its row. Files of inbound messages do not count. */
    Uni<Void> removed(MediaRow file) {
        return file.inbound
                ? Uni.createFrom().voidItem()
                : update("bytes = greatest(0L, bytes - ?1) where accountId = ?2", file.size, file.accountId)
                        .replaceWithVoid();
    }
}
