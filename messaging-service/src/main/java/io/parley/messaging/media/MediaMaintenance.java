package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
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

    private static final SqlStatement DELETE_EXPIRED = SqlStatement.file(
                    MediaMaintenance.class, "media/delete-expired.sql")
            .parameters("max")
            .fragments(DispatchJobs.JOBS)
            .load();

    private static final SqlStatement KNOWN = SqlStatement.text("select id from media where id = any(:ids::uuid[])")
            .parameters("ids")
            .load();

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
                .chain(() -> DELETE_EXPIRED.with("max", BATCH).execute(pool))
                .map(rows -> rows.list(row -> row.uuid("id")))
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
                : KNOWN.withIds("ids", ids).execute(pool).map(rows -> Set.copyOf(rows.list(row -> row.uuid("id"))));
    }

    private Uni<Void> removeBytes(List<UUID> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(store::remove)
                .onItem()
                .ignoreAsUni();
    }

    /** Ids contain their creation time. */
    private static boolean isOlder(UUID id, Instant time) {
        return Ids.timed(id) && Ids.time(id).isBefore(time);
    }

    private static List<UUID> without(List<UUID> ids, Set<UUID> known) {
        return ids.stream().filter(id -> !known.contains(id)).toList();
    }
}
