package io.parley.messaging.media;

import io.parley.runtime.entities.Sessions;
import io.parley.runtime.sql.SqlStatement;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Adds uploads, within each account's quota, and keeps the total size of each account's uploads. */
@ApplicationScoped
class Uploads implements PanacheRepositoryBase<MediaUsageRow, UUID> {

    private static final SqlStatement ADD = SqlStatement.file(Uploads.class, "media/add-upload.sql")
            .parameters("id", "account_id", "content_type", "file_name", "sha256", "size")
            .parameters("one_time", "validity_millis", "quota")
            .load();

    private final Pool pool;

    Uploads(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the account's usage including this upload; empty if it exceeds the quota, and then nothing is inserted.
     */
    Uni<Optional<Long>> add(Upload upload, long quota) {
        return ADD.with("id", upload.id())
                .with("account_id", upload.accountId())
                .with("content_type", upload.contentType())
                .with("file_name", upload.fileName())
                .with("sha256", upload.bytes().sha256())
                .with("size", upload.bytes().size())
                .with("one_time", upload.oneTime())
                .with(
                        "validity_millis",
                        upload.validity() == null ? null : upload.validity().toMillis())
                .with("quota", quota)
                .execute(pool)
                .map(rows -> rows.first(row -> row.bigint("bytes")));
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
