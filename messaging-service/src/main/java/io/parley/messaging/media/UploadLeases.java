package io.parley.messaging.media;

import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.UUID;

/** Leases for uploading a file to a provider, shared by all instances, and the resulting handles. */
@ApplicationScoped
class UploadLeases {
    /** Longer than the largest file takes on a slow connection; afterwards another instance starts again. */
    private static final Duration DURATION = Duration.ofMinutes(10);

    private static final SqlStatement CLAIM = SqlStatement.text("""
                    insert into media_handle as h (media_id, sender, fence, leased_until)
                    select id, :sender, 1, now() + :lease_millis::bigint * interval '1 millisecond'
                      from media where id = :media_id
                    on conflict (media_id, sender) do update
                       set state = 'uploading', handle = null, fence = h.fence + 1, leased_until = excluded.leased_until
                     where h.state = 'uploaded' and h.expires_at <= now()
                        or h.state = 'uploading' and h.leased_until < now()
                    returning fence""")
            .parameters("media_id", "sender", "lease_millis")
            .load();

    private static final SqlStatement COMPLETE = SqlStatement.text("""
                    update media_handle
                       set state = 'uploaded', handle = :handle, leased_until = null,
                           expires_at = now() + :lifetime_millis::bigint * interval '1 millisecond'
                     where media_id = :media_id and sender = :sender and fence = :fence""")
            .parameters("media_id", "sender", "fence", "handle", "lifetime_millis")
            .load();

    /** A handle that was uploaded within this time is known to the provider. */
    private static final Duration KNOWN = Duration.ofMinutes(1);

    private static final Batch<Entry<UUID, String>> LOST = Batch.<Entry<UUID, String>>named("lost")
            .uuid("media_id", Entry::getKey)
            .text("handle", Entry::getValue);

    private static final SqlStatement FORGET = SqlStatement.file(UploadLeases.class, "media/forget-handles.sql")
            .batches(LOST)
            .parameters("sender", "remaining_millis")
            .load();

    private static final SqlStatement RELEASE =
            SqlStatement.text("""
                    delete from media_handle
                     where media_id = :media_id and sender = :sender and fence = :fence and state = 'uploading'""").parameters("media_id", "sender", "fence").load();

    private final Pool pool;

    UploadLeases(Pool pool) {
        this.pool = pool;
    }

    /** A claimed transfer of a file to the provider of a sender. */
    record UploadLease(UUID mediaId, String providerId, long fence) {}

    /** Empty if another instance holds the lease. */
    Uni<Optional<UploadLease>> claim(UUID mediaId, String providerId) {
        return CLAIM.with("media_id", mediaId)
                .with("sender", providerId)
                .with("lease_millis", DURATION.toMillis())
                .execute(pool)
                .map(rows -> rows.first(row -> lease(mediaId, providerId, row)));
    }

    Uni<Void> complete(UploadLease lease, String handle, Duration lifetime) {
        return COMPLETE.with("media_id", lease.mediaId())
                .with("sender", lease.providerId())
                .with("fence", lease.fence())
                .with("handle", handle)
                .with("lifetime_millis", lifetime.toMillis())
                .execute(pool)
                .replaceWithVoid();
    }

    /**
     * Forgets handles, except new ones.
     *
     * @param lifetime of a handle
     * @return whether one of them is no longer in use
     */
    Uni<Boolean> forget(Map<UUID, String> handles, String providerId, Duration lifetime) {
        return FORGET.with(LOST, List.copyOf(handles.entrySet()))
                .with("sender", providerId)
                .with("remaining_millis", lifetime.minus(KNOWN).toMillis())
                .execute(pool)
                .map(rows -> rows.first().bool("unused"));
    }

    Uni<Void> release(UploadLease lease) {
        return RELEASE.with("media_id", lease.mediaId())
                .with("sender", lease.providerId())
                .with("fence", lease.fence())
                .execute(pool)
                .replaceWithVoid();
    }

    private static UploadLease lease(UUID mediaId, String providerId, SqlRow row) {
        return new UploadLease(mediaId, providerId, row.bigint("fence"));
    }
}
