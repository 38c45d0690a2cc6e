package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Removes files whose time is over: first the rows, then the bytes, so that nobody is shown a file without bytes. Bytes
 * that a crash left without a row, before or after, are found by comparing the store with the table. Instances may do all
 * of this at the same time: each row goes once, and bytes may be removed twice.
 */
@ApplicationScoped
class MediaMaintenance {
    private static final int PORTION = 500;

    /** A one-time file is used up when the message it was promised to has no job any more: handed over, or ended. */
    private static final String EXPIRED = """
            with gone as (
                delete from media where id in (
                    select id from media m
                     where m.used_by is null and m.expires_at <= now()
                        or m.used_by is not null
                           and not exists (select 1 from dispatch_job j where j.message_id = m.used_by)
                     order by id limit %d for update skip locked)
                returning id, account_id, size, inbound)""".formatted(PORTION) + MediaFiles.UNWEIGH;

    private static final String KNOWN = "select id from media where id = any($1::uuid[])";

    private final Pool pool;
    private final MediaStore store;
    private final UploadSpool arrivals;
    private final DownloadJobs jobs;
    private final MediaConfig settings;
    private final InstantSource time;

    MediaMaintenance(
            Pool pool,
            MediaStore store,
            UploadSpool arrivals,
            DownloadJobs jobs,
            MediaConfig settings,
            InstantSource time) {
        this.pool = pool;
        this.store = store;
        this.arrivals = arrivals;
        this.jobs = jobs;
        this.settings = settings;
        this.time = time;
    }

    /** Files whose time is over, and claims whose instance vanished. Answers how many files went; more wait if it is a full portion. */
    Uni<Integer> removeExpired() {
        return jobs.takeBack()
                .chain(() -> pool.preparedQuery(EXPIRED).execute())
                .map(MediaFiles::ids)
                .call(this::removeBytes)
                .map(List::size);
    }

    /** Bytes that belong to no file. */
    Uni<Void> removeOrphans() {
        var before = time.instant().minus(settings.orphanAge());
        return arrivals.sweep(before).chain(() -> Multi.createFrom()
                .range(0, MediaStore.DRAWERS)
                .onItem()
                .transformToUniAndConcatenate(shard -> removeOrphans(shard, before))
                .onItem()
                .ignoreAsUni());
    }

    static boolean isFull(int portion) {
        return portion >= PORTION;
    }

    private Uni<Void> removeOrphans(int shard, Instant before) {
        return store.list(shard)
                .map(ids -> ids.stream().filter(id -> isOlder(id, before)).toList())
                .chain(old -> known(old).map(known -> without(old, known)))
                .chain(this::removeBytes);
    }

    private Uni<Set<UUID>> known(List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : pool.preparedQuery(KNOWN)
                        .execute(Tuple.of(ids.toArray(UUID[]::new)))
                        .map(rows -> new HashSet<>(MediaFiles.ids(rows)));
    }

    private Uni<Void> removeBytes(List<UUID> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(store::remove)
                .onItem()
                .ignoreAsUni();
    }

    /** Ids carry the time at which they were made. */
    private static boolean isOlder(UUID id, Instant time) {
        return Ids.timed(id) && Ids.time(id).isBefore(time);
    }

    private static List<UUID> without(List<UUID> ids, Set<UUID> known) {
        return ids.stream().filter(id -> !known.contains(id)).toList();
    }
}
