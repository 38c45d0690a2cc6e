package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Removes expired files: first the rows, then the bytes, so that no visible file lacks bytes. Orphaned bytes left by a
 * crash are found by comparing the store with the table. Safe to run on several instances at a time: each row is
 * deleted once, and removing bytes is idempotent.
 */
@ApplicationScoped
class MediaMaintenance {
    private static final int BATCH = 500;

    /** A one-time file is used when the message that claimed it has no job any more: it was sent, or has failed. */
    private static final String EXPIRED = """
            with removed as (
                delete from media where id in (
                    select id from media m
                     where m.used_by is null and m.expires_at <= now()
                        or m.used_by is not null
                           and not exists (select 1 from dispatch_job j where j.message_id = m.used_by)
                     order by id limit %d for update skip locked)
                returning id, account_id, size, inbound
            ), reduced as (
                update media_usage u set bytes = greatest(0, u.bytes - r.bytes)
                  from (select account_id, sum(size)::bigint as bytes from removed where not inbound
                         group by account_id) r
                 where u.account_id = r.account_id)
            select id from removed""".formatted(BATCH);

    private static final String KNOWN = "select id from media where id = any($1::uuid[])";

    private final Pool pool;
    private final MediaStore store;
    private final UploadSpool spool;
    private final DownloadJobs jobs;
    private final MediaConfig settings;
    private final InstantSource time;

    MediaMaintenance(
            Pool pool,
            MediaStore store,
            UploadSpool spool,
            DownloadJobs jobs,
            MediaConfig settings,
            InstantSource time) {
        this.pool = pool;
        this.store = store;
        this.spool = spool;
        this.jobs = jobs;
        this.settings = settings;
        this.time = time;
    }

    /**
     * Removes expired files and reclaims expired downloads. Returns the number of removed files; a full batch means
     * there may be more.
     */
    Uni<Integer> removeExpired() {
        return jobs.reclaimExpired()
                .chain(() -> pool.preparedQuery(EXPIRED).execute())
                .map(MediaMaintenance::ids)
                .call(this::removeBytes)
                .map(List::size);
    }

    /** Removes bytes without a file. */
    Uni<Void> removeOrphans() {
        var before = time.instant().minus(settings.orphanAge());
        return spool.deleteOlderThan(before).chain(() -> Multi.createFrom()
                .range(0, MediaStore.SHARDS)
                .onItem()
                .transformToUniAndConcatenate(shard -> removeOrphans(shard, before))
                .onItem()
                .ignoreAsUni());
    }

    static boolean isFull(int portion) {
        return portion >= BATCH;
    }

    private Uni<Void> removeOrphans(int shard, Instant before) {
        return store.list(shard)
                .map(ids -> ids.stream().filter(id -> isOlder(id, before)).toList())
                .chain(candidates -> known(candidates).map(known -> without(candidates, known)))
                .chain(this::removeBytes);
    }

    private Uni<Set<UUID>> known(List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : pool.preparedQuery(KNOWN)
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(rows -> new HashSet<>(ids(rows)));
    }

    private Uni<Void> removeBytes(List<UUID> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(store::remove)
                .onItem()
                .ignoreAsUni();
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getUUID("id")).toList();
    }

    /** Ids contain their creation time. */
    private static boolean isOlder(UUID id, Instant time) {
        return Ids.timed(id) && Ids.time(id).isBefore(time);
    }

    private static List<UUID> without(List<UUID> ids, Set<UUID> known) {
        return ids.stream().filter(id -> !known.contains(id)).toList();
    }
}
