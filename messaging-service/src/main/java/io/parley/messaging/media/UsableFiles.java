package io.parley.messaging.media;

import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Claims of files by messages, and lookup of their provider handles. */
@ApplicationScoped
class UsableFiles {
    private static final Batch<MediaUse> USES = Batch.<MediaUse>named("uses")
            .uuid("message_id", MediaUse::messageId)
            .uuid("account_id", MediaUse::accountId)
            .uuid("media_id", MediaUse::mediaId);

    private static final SqlStatement FIND = SqlStatement.text("select " + UsableFile.COLUMNS + """
                     from media
                    where id = any(:ids::uuid[]) and account_id = :account_id and size is not null
                      and (expires_at is null or expires_at > now())""")
            .parameters("ids", "account_id")
            .load();

    private static final SqlStatement CLAIM = SqlStatement.file(UsableFiles.class, "media/claim-files.sql")
            .batches(USES)
            .load();

    private static final SqlStatement RELEASE = SqlStatement.text(
                    "update media set used_by = null where used_by = any(:messages::uuid[])")
            .parameters("messages")
            .load();

    /** One round trip for the common case: the file exists and the provider has a handle for it. */
    private static final SqlStatement FIND_CLAIMED = SqlStatement.text("select " + UsableFile.COLUMNS + """
                    , (select handle from media_handle h
                        where h.media_id = m.id and h.sender = :sender and h.state = 'uploaded'
                          and h.expires_at > now()) as handle
                     from media m
                    where id = :id and account_id = :account_id and size is not null
                      and case when one_time then used_by = :message_id
                          else expires_at is null or expires_at > now() end""")
            .parameters("id", "account_id", "message_id", "sender")
            .load();

    private final Pool pool;

    UsableFiles(Pool pool) {
        this.pool = pool;
    }

    /**
     * A file claimed by a message.
     *
     * @param handle null if the provider has no handle for the file
     */
    record ClaimedFile(UsableFile file, @Nullable String handle) {

        static ClaimedFile of(SqlRow row) {
            return new ClaimedFile(UsableFile.of(row), row.textOrNull("handle"));
        }
    }

    /** Available files by id. */
    Uni<Map<UUID, UsableFile>> find(UUID accountId, Set<UUID> mediaIds) {
        return FIND.with("account_id", accountId)
                .withIds("ids", mediaIds)
                .execute(pool)
                .map(rows -> rows.stream()
                        .map(UsableFile::of)
                        .collect(Collectors.toMap(UsableFile::id, Function.identity())));
    }

    /** Returns the messages whose file could not be claimed. */
    Uni<Set<UUID>> claim(SqlClient transaction, List<MediaUse> uses) {
        return CLAIM.with(USES, uses)
                .execute(transaction)
                .map(rows -> rows.stream().map(row -> row.uuid("message_id")).collect(Collectors.toSet()));
    }

    Uni<Void> release(SqlClient transaction, Set<UUID> messages) {
        return RELEASE.withIds("messages", messages).execute(transaction).replaceWithVoid();
    }

    Uni<Optional<ClaimedFile>> findClaimed(UUID accountId, UUID mediaId, UUID messageId, String providerId) {
        return FIND_CLAIMED
                .with("id", mediaId)
                .with("account_id", accountId)
                .with("message_id", messageId)
                .with("sender", providerId)
                .execute(pool)
                .map(rows -> rows.first(ClaimedFile::of));
    }
}
