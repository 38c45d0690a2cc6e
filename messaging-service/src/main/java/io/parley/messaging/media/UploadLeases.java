package io.parley.messaging.media;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** Leases for uploading a file to a provider, shared by all instances, and the resulting handles. */
@ApplicationScoped
class UploadLeases {
    /** Longer than the largest file takes on a slow connection; afterwards another instance starts again. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final String CLAIM = """
            insert into media_handle as h (media_id, sender, fence, leased_until)
            select id, $2, 1, now() + $3::bigint * interval '1 millisecond' from media where id = $1
            on conflict (media_id, sender) do update
               set state = 0, handle = null, fence = h.fence + 1, leased_until = excluded.leased_until
             where h.state = 1 and h.expires_at <= now() or h.state = 0 and h.leased_until < now()
            returning fence""";

    private static final String COMPLETE = """
            update media_handle
               set state = 1, handle = $4, leased_until = null, expires_at = now() + $5::bigint * interval '1 millisecond'
             where media_id = $1 and sender = $2 and fence = $3""";

    /** A handle that was uploaded within this time is known to the provider. */
    private static final Duration KNOWN = Duration.ofMinutes(1);

    /** The time of an upload follows from the expiry of its handle. */
    private static final String FORGET = """
            with lost as (
                select * from unnest($1::uuid[], $2::text[]) as l (media_id, handle)
            ), forgotten as (
                delete from media_handle h using lost l
                 where h.media_id = l.media_id and h.sender = $3 and h.state = 1 and h.handle = l.handle
                   and h.expires_at < now() + $4::bigint * interval '1 millisecond'
                returning h.media_id
            )
            select exists (select from forgotten) or exists (
                select from lost l
                 where not exists (select from media_handle h
                                    where h.media_id = l.media_id and h.sender = $3 and h.state = 1
                                      and h.handle = l.handle))""";

    private static final String RELEASE =
            "delete from media_handle where media_id = $1 and sender = $2 and fence = $3 and state = 0";

    private final Pool pool;

    UploadLeases(Pool pool) {
        this.pool = pool;
    }

    /** Returns the fence of the lease; empty if another instance holds it. */
    Uni<OptionalLong> claim(UUID mediaId, String providerId) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(mediaId, providerId, LEASE.toMillis()))
                .map(rows -> rows.size() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(rows.iterator().next().getLong(0)));
    }

    Uni<Void> complete(UUID mediaId, String providerId, long fence, String handle, Duration lifetime) {
        return pool.preparedQuery(COMPLETE)
                .execute(Tuple.of(mediaId, providerId, fence, handle, lifetime.toMillis()))
                .replaceWithVoid();
    }

    /**
     * Forgets handles, except new ones.
     *
     * @param lifetime of a handle
     * @return whether one of them is no longer in use
     */
    Uni<Boolean> forget(Map<UUID, String> handles, String providerId, Duration lifetime) {
        var files = handles.keySet().toArray(UUID[]::new);
        var names = Arrays.stream(files).map(handles::get).toArray(String[]::new);
        return pool.preparedQuery(FORGET)
                .execute(
                        Tuple.of(files, names, providerId, lifetime.minus(KNOWN).toMillis()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    Uni<Void> release(UUID mediaId, String providerId, long fence) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(mediaId, providerId, fence))
                .replaceWithVoid();
    }
}
