package io.parley.messaging.media;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Claims of files by messages, and lookup of their provider handles. */
@ApplicationScoped
class UsableFiles {

    /** If two messages of a batch use the same one-time file, the first gets it. */
    private static final String CLAIM = """
            with use as materialized (
                select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as u (message_id, account_id, media_id)
            ), first as (
                select distinct on (media_id) * from use order by media_id, message_id
            ), claimed as (
                update media m set used_by = f.message_id
                  from first f
                 where m.id = f.media_id and m.account_id = f.account_id and m.one_time and m.size is not null
                   and (m.used_by is null and m.expires_at > now() or m.used_by = f.message_id)
                returning f.message_id, m.id
            )
            select message_id from use u
             where not exists (select 1 from claimed t where t.message_id = u.message_id and t.id = u.media_id)
               and not exists (select 1 from media m
                                where m.id = u.media_id and m.account_id = u.account_id and not m.one_time
                                  and m.size is not null and (m.expires_at is null or m.expires_at > now()))""";

    private static final String FIND = "select " + UsableFile.COLUMNS + " from media where id = any($1::uuid[])"
            + " and account_id = $2 and size is not null and (expires_at is null or expires_at > now())";

    private static final String RELEASE = "update media set used_by = null where used_by = any($1::uuid[])";

    /** One round trip for the common case: the file exists and the provider has a handle for it. */
    private static final String FIND_CLAIMED = "select " + UsableFile.COLUMNS + ", (select handle from media_handle h"
            + " where h.media_id = m.id and h.sender = $4 and h.state = 1 and h.expires_at > now()) as handle"
            + " from media m where id = $1 and account_id = $2 and size is not null"
            + " and case when one_time then used_by = $3 else expires_at is null or expires_at > now() end";

    private final Pool pool;

    UsableFiles(Pool pool) {
        this.pool = pool;
    }

    /**
     * A file claimed by a message.
     *
     * @param handle null if the provider has no handle for the file
     */
    record ClaimedFile(UsableFile file, String handle) {}

    /** Available files by id. */
    Uni<Map<UUID, UsableFile>> find(UUID accountId, Set<UUID> mediaIds) {
        return pool.preparedQuery(FIND)
                .mapping(UsableFile::of)
                .execute(Tuple.of(mediaIds.toArray(UUID[]::new), accountId))
                .map(rows -> rows.stream().collect(Collectors.toMap(UsableFile::id, Function.identity())));
    }

    /** Returns the messages whose file could not be claimed. */
    Uni<Set<UUID>> claim(SqlClient transaction, List<MediaUse> uses) {
        return transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(
                        column(uses, MediaUse::messageId),
                        column(uses, MediaUse::accountId),
                        column(uses, MediaUse::mediaId)))
                .map(rows -> rows.stream().map(row -> row.getUUID("message_id")).collect(Collectors.toSet()));
    }

    Uni<Void> release(SqlClient transaction, Set<UUID> messages) {
        return transaction
                .preparedQuery(RELEASE)
                .execute(Tuple.of(messages.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    Uni<Optional<ClaimedFile>> findClaimed(UUID accountId, UUID mediaId, UUID messageId, String providerId) {
        return pool.preparedQuery(FIND_CLAIMED)
                .execute(Tuple.of(mediaId, accountId, messageId, providerId))
                .map(rows -> rows.stream().map(UsableFiles::claimedFile).findFirst());
    }

    private static ClaimedFile claimedFile(Row row) {
        return new ClaimedFile(UsableFile.of(row), row.getString("handle"));
    }

    private static UUID[] column(List<MediaUse> uses, Function<MediaUse, UUID> member) {
        return uses.stream().map(member).toArray(UUID[]::new);
    }
}
