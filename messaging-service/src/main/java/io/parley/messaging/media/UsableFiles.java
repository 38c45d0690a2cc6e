package io.parley.messaging.media;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files as messages use them: which are promised to whom, and under which handle a network knows them. */
@ApplicationScoped
class UsableFiles {

    /** Of two messages of one batch that want the same one-time file, the first gets it. */
    private static final String CLAIM = """
            with use as materialized (
                select * from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as u (message_id, account_id, media_id)
            ), first as (
                select distinct on (media_id) * from use order by media_id, message_id
            ), taken as (
                update media m set used_by = f.message_id
                  from first f
                 where m.id = f.media_id and m.account_id = f.account_id and m.one_time and m.size is not null
                   and (m.used_by is null and m.expires_at > now() or m.used_by = f.message_id)
                returning f.message_id, m.id
            )
            select message_id from use u
             where not exists (select 1 from taken t where t.message_id = u.message_id and t.id = u.media_id)
               and not exists (select 1 from media m
                                where m.id = u.media_id and m.account_id = u.account_id and not m.one_time
                                  and m.size is not null and (m.expires_at is null or m.expires_at > now()))""";

    private static final String RELEASE = "update media set used_by = null where used_by = any($1::uuid[])";

    /** One round trip for the common case: the file is there and the network knows it. */
    private static final String PROMISED = "select " + MediaFiles.COLUMNS + ", (select handle from media_handle h"
            + " where h.media_id = m.id and h.sender = $4 and h.state = 1 and h.expires_at > now()) as handle"
            + " from media m where id = $1 and account_id = $2 and size is not null"
            + " and case when one_time then used_by = $3 else expires_at is null or expires_at > now() end";

    private static final String FORGET = "delete from media_handle where media_id = $1 and sender = $2 and state = 1";

    private final Pool pool;
    private final MediaFiles files;

    UsableFiles(Pool pool, MediaFiles files) {
        this.pool = pool;
        this.files = files;
    }

    /**
     * A file promised to a message.
     *
     * @param handle null if the network does not know the file
     */
    record Promised(StoredFile file, String handle) {}

    /** Those whose bytes are there, by their ids. */
    Uni<Map<UUID, StoredFile>> find(UUID accountId, Set<UUID> mediaIds) {
        return files.find(accountId, mediaIds).map(found -> found.stream()
                .filter(StoredFile::isThere)
                .collect(Collectors.toMap(StoredFile::id, Function.identity())));
    }

    /** Answers the messages that cannot have theirs. */
    Uni<Set<UUID>> claim(SqlClient transaction, List<MediaUse> uses) {
        return transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(
                        column(uses, MediaUse::messageId),
                        column(uses, MediaUse::accountId),
                        column(uses, MediaUse::mediaId)))
                .map(rows -> new HashSet<>(MediaFiles.ids(rows)));
    }

    Uni<Void> release(SqlClient transaction, Set<UUID> messages) {
        return transaction
                .preparedQuery(RELEASE)
                .execute(Tuple.of(messages.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    Uni<Optional<Promised>> promised(UUID accountId, UUID mediaId, UUID messageId, String network) {
        return pool.preparedQuery(PROMISED)
                .execute(Tuple.of(mediaId, accountId, messageId, network))
                .map(rows -> rows.stream().map(UsableFiles::promised).findFirst());
    }

    Uni<Void> forget(UUID mediaId, String network) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(mediaId, network)).replaceWithVoid();
    }

    private static Promised promised(Row row) {
        return new Promised(MediaFiles.file(row), row.getString("handle"));
    }

    private static UUID[] column(List<MediaUse> uses, Function<MediaUse, UUID> member) {
        return uses.stream().map(member).toArray(UUID[]::new);
    }
}
