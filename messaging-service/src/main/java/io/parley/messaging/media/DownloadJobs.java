package io.parley.messaging.media;

import io.parley.messaging.media.DownloadResult.Failed;
import io.parley.messaging.media.DownloadResult.Fetched;
import io.parley.messaging.media.DownloadResult.Retry;
import io.parley.messaging.model.MediaKind;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The table media_job of pending downloads. Leases and delays are measured by the database clock. */
@ApplicationScoped
class DownloadJobs {
    private static final Batch<ExpectedFile> EXPECTED = Batch.<ExpectedFile>named("expected")
            .uuid("id", ExpectedFile::id)
            .uuid("account_id", ExpectedFile::accountId)
            .uuid("sender_id", ExpectedFile::senderId)
            .text("source", ExpectedFile::reference)
            .enumerated("kind", "media_kind", ExpectedFile::kind)
            .text("content_type", ExpectedFile::contentType)
            .text("file_name", ExpectedFile::fileName)
            .bytea("sha256", ExpectedFile::sha256);

    private static final SqlStatement INSERT = SqlStatement.file(DownloadJobs.class, "media/insert-downloads.sql")
            .batches(EXPECTED)
            .parameters("kept_millis")
            .load();

    private static final SqlStatement EXPIRE = SqlStatement.text(
                    "update media set expires_at = now() where id = any(:ids::uuid[]) and inbound")
            .parameters("ids")
            .load();

    private static final SqlStatement CLAIM = SqlStatement.file(DownloadJobs.class, "media/claim-downloads.sql")
            .parameters("max", "owner", "lease_millis")
            .load();

    /** Counts the attempt, as the file may be what crashed the instance. */
    private static final SqlStatement RECLAIM_EXPIRED = SqlStatement.text("""
                    update media_job
                       set state = 'due', due_at = now(), attempt = attempt + 1, leased_until = null, lease_owner = null
                     where state = 'claimed' and leased_until < now()""").load();

    private static final SqlStatement FINISH = SqlStatement.text("""
                    with ended as (
                        delete from media_job where media_id = :media_id and fence = :fence returning media_id)
                    update media set size = :size::bigint, sha256 = :sha256::bytea, failure = :failure::text
                     where id in (select media_id from ended)""")
            .parameters("media_id", "fence", "size", "sha256", "failure")
            .load();

    private static final SqlStatement RESCHEDULE = SqlStatement.text("""
                    update media_job
                       set state = 'due', attempt = attempt + :attempts,
                           due_at = now() + :pause_millis::bigint * interval '1 millisecond',
                           leased_until = null, lease_owner = null
                     where media_id = :media_id and fence = :fence and state = 'claimed'""")
            .parameters("media_id", "fence", "attempts", "pause_millis")
            .load();

    private static final SqlStatement EXISTS = SqlStatement.text(
                    "select exists (select from media where id = :id) as found")
            .parameters("id")
            .load();

    private final Pool pool;
    private final MediaConfig settings;
    private final String owner;

    DownloadJobs(Pool pool, MediaConfig settings, @ConfigProperty(name = "parley.instance") String owner) {
        this.pool = pool;
        this.settings = settings;
        this.owner = owner;
    }

    Uni<Void> insert(SqlClient transaction, List<ExpectedFile> files) {
        return INSERT.with(EXPECTED, files)
                .with("kept_millis", settings.inboundKept().toMillis())
                .execute(transaction)
                .replaceWithVoid();
    }

    /** Expires the files; the next run of {@link MediaMaintenance} removes them. */
    Uni<Void> expire(SqlClient transaction, List<UUID> ids) {
        return EXPIRE.withIds("ids", ids).execute(transaction).replaceWithVoid();
    }

    /** Claims up to {@code max} due downloads. */
    Uni<List<DownloadJob>> claim(int max) {
        return CLAIM.with("max", max)
                .with("owner", owner)
                .with("lease_millis", settings.fetch().lease().toMillis())
                .execute(pool)
                .map(rows -> rows.list(DownloadJobs::job));
    }

    /** Makes downloads due again whose lease expired. */
    Uni<Integer> reclaimExpired() {
        return RECLAIM_EXPIRED.execute(pool).map(SqlRows::affected);
    }

    /**
     * Returns whether the result was recorded: not if the file was deleted meanwhile, or another instance has the job.
     */
    Uni<Boolean> record(DownloadResult result) {
        return switch (result) {
            case Fetched(var job, var size, var sha256) -> finish(job, size, sha256, null);
            case Failed(var job, var reason) -> finish(job, null, null, reason);
            case Retry(var job, var reason, var pause, var counts) -> reschedule(job, pause, counts);
        };
    }

    Uni<Boolean> isDeleted(UUID mediaId) {
        return EXISTS.with("id", mediaId).execute(pool).map(rows -> !rows.first()
                .bool("found"));
    }

    private Uni<Boolean> finish(
            DownloadJob job, @Nullable Long size, byte @Nullable [] sha256, @Nullable String failure) {
        return FINISH.with("media_id", job.mediaId())
                .with("fence", job.fence())
                .with("size", size)
                .with("sha256", sha256)
                .with("failure", failure)
                .execute(pool)
                .map(rows -> rows.affected() > 0);
    }

    private Uni<Boolean> reschedule(DownloadJob job, Duration pause, boolean counts) {
        return RESCHEDULE
                .with("media_id", job.mediaId())
                .with("fence", job.fence())
                .with("attempts", counts ? 1 : 0)
                .with("pause_millis", pause.toMillis())
                .execute(pool)
                .map(rows -> rows.affected() > 0);
    }

    private static DownloadJob job(SqlRow row) {
        return new DownloadJob(
                row.uuid("media_id"),
                row.uuid("sender_id"),
                row.text("source"),
                row.enumerated("kind", MediaKind.class),
                row.text("content_type"),
                row.bytesOrNull("sha256"),
                row.integer("attempt"),
                row.bigint("fence"));
    }
}
