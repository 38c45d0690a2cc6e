package io.parley.messaging.media;

import io.parley.messaging.media.DownloadResult.Failed;
import io.parley.messaging.media.DownloadResult.Fetched;
import io.parley.messaging.media.DownloadResult.Retry;
import io.parley.messaging.model.MediaKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The table media_job of pending downloads. Leases and delays are measured by the database clock. */
@ApplicationScoped
class DownloadJobs {
    private static final String INSERT = """
            with expected as materialized (
                select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                    $8::bytea[]) as e (id, account_id, sender_id, source, kind, content_type, file_name, sha256)
            ), files as (
                insert into media (id, account_id, inbound, content_type, file_name, expires_at)
                select id, account_id, true, content_type, file_name, now() + $9::bigint * interval '1 millisecond'
                  from expected
                returning id)
            insert into media_job (media_id, sender_id, source, kind, sha256)
            select e.id, sender_id, source, kind, sha256 from expected e join files f on f.id = e.id""";

    private static final String CLAIM = """
            update media_job job
               set state = 1, fence = job.fence + 1, lease_owner = $3,
                   leased_until = now() + $2::bigint * interval '1 millisecond'
              from (select media_id from media_job
                     where state = 0 and due_at <= now()
                     order by due_at limit $1
                       for update skip locked) due, media
             where job.media_id = due.media_id and media.id = job.media_id
            returning job.media_id, job.sender_id, job.source, job.kind, media.content_type, job.sha256, job.attempt,
                      job.fence""";

    /** Counts the attempt, as the file may be what crashed the instance. */
    private static final String RECLAIM_EXPIRED = """
            update media_job set state = 0, due_at = now(), attempt = attempt + 1, leased_until = null, lease_owner = null
             where state = 1 and leased_until < now()""";

    private static final String FINISH = """
            with ended as (delete from media_job where media_id = $1 and fence = $2 returning media_id)
            update media set size = $3::bigint, sha256 = $4::bytea, failure = $5::text
             where id in (select media_id from ended)
            returning id""";

    private static final String RESCHEDULE = """
            update media_job
               set state = 0, attempt = attempt + $4, due_at = now() + $3::bigint * interval '1 millisecond',
                   leased_until = null, lease_owner = null
             where media_id = $1 and fence = $2 and state = 1
            returning media_id""";

    private static final String EXPIRE = "update media set expires_at = now() where id = any($1::uuid[]) and inbound";

    private final Pool pool;
    private final MediaConfig settings;
    private final String owner;

    DownloadJobs(Pool pool, MediaConfig settings, @ConfigProperty(name = "parley.instance") String owner) {
        this.pool = pool;
        this.settings = settings;
        this.owner = owner;
    }

    Uni<Void> insert(SqlClient transaction, List<ExpectedFile> files) {
        return transaction.preparedQuery(INSERT).execute(columns(files)).replaceWithVoid();
    }

    /** Expires the files; the next run of {@link MediaMaintenance} removes them. */
    Uni<Void> expire(SqlClient transaction, List<UUID> ids) {
        return transaction
                .preparedQuery(EXPIRE)
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** Claims up to {@code max} due downloads. */
    Uni<List<DownloadJob>> claim(int max) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(max, settings.fetch().lease().toMillis(), owner))
                .map(rows -> rows.stream().map(DownloadJobs::job).toList());
    }

    /** Makes downloads due again whose lease expired. */
    Uni<Integer> reclaimExpired() {
        return pool.preparedQuery(RECLAIM_EXPIRED).execute().map(RowSet::rowCount);
    }

    /**
     * Returns whether the result was recorded: not if the file was deleted meanwhile, or another instance has the job.
     */
    Uni<Boolean> record(DownloadResult result) {
        return switch (result) {
            case Fetched(var job, var size, var sha256) -> finish(job, size, Buffer.buffer(sha256), null);
            case Failed(var job, var reason) -> finish(job, null, null, reason);
            case Retry(var job, var reason, var pause, var counts) ->
                pool.preparedQuery(RESCHEDULE)
                        .execute(Tuple.of(job.mediaId(), job.fence(), pause.toMillis(), counts ? 1 : 0))
                        .map(rows -> rows.size() > 0);
        };
    }

    Uni<Boolean> isDeleted(UUID mediaId) {
        return pool.preparedQuery("select 1 from media where id = $1")
                .execute(Tuple.of(mediaId))
                .map(rows -> rows.size() == 0);
    }

    private Uni<Boolean> finish(DownloadJob job, Long size, Buffer sha256, String failure) {
        return pool.preparedQuery(FINISH)
                .execute(Tuple.tuple()
                        .addUUID(job.mediaId())
                        .addLong(job.fence())
                        .addLong(size)
                        .addValue(sha256)
                        .addString(failure))
                .map(rows -> rows.size() > 0);
    }

    private static DownloadJob job(Row row) {
        var sha256 = row.getBuffer("sha256");
        return new DownloadJob(
                row.getUUID("media_id"),
                row.getUUID("sender_id"),
                row.getString("source"),
                MediaKind.valueOf(row.getString("kind")),
                row.getString("content_type"),
                sha256 == null ? null : sha256.getBytes(),
                row.getInteger("attempt"),
                row.getLong("fence"));
    }

    private Tuple columns(List<ExpectedFile> files) {
        return Tuple.tuple()
                .addArrayOfUUID(column(files, ExpectedFile::id, UUID[]::new))
                .addArrayOfUUID(column(files, ExpectedFile::accountId, UUID[]::new))
                .addArrayOfUUID(column(files, ExpectedFile::senderId, UUID[]::new))
                .addArrayOfString(column(files, ExpectedFile::reference, String[]::new))
                .addArrayOfString(column(files, file -> file.kind().name(), String[]::new))
                .addArrayOfString(column(files, ExpectedFile::contentType, String[]::new))
                .addArrayOfString(column(files, ExpectedFile::fileName, String[]::new))
                .addValue(column(
                        files, file -> file.sha256() == null ? null : Buffer.buffer(file.sha256()), Buffer[]::new))
                .addLong(settings.inboundKept().toMillis());
    }

    private static <T> T[] column(List<ExpectedFile> files, Function<ExpectedFile, T> member, IntFunction<T[]> array) {
        return files.stream().map(member).toArray(array);
    }
}
