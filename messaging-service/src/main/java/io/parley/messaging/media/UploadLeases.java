package io.parley.messaging.media;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** Which file is being handed to which network, by whichever instance, and what the network called it. */
@ApplicationScoped
class UploadLeases {
    /** Longer than the largest file takes on a slow line; after it another instance begins anew. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final String CLAIM = """
            insert into media_handle as h (media_id, sender, fence, leased_until)
            select id, $2, 1, now() + $3::bigint * interval '1 millisecond' from media where id = $1
            on conflict (media_id, sender) do update
               set state = 0, handle = null, fence = h.fence + 1, leased_until = excluded.leased_until
             where h.state = 1 and h.expires_at <= now() or h.state = 0 and h.leased_until < now()
            returning fence""";

    private static final String KEEP = """
            update media_handle
               set state = 1, handle = $4, leased_until = null, expires_at = now() + $5::bigint * interval '1 millisecond'
             where media_id = $1 and sender = $2 and fence = $3""";

    private static final String GIVE_BACK =
            "delete from media_handle where media_id = $1 and sender = $2 and fence = $3 and state = 0";

    private final Pool pool;

    UploadLeases(Pool pool) {
        this.pool = pool;
    }

    /** The fence of the lease; empty if another instance has it. */
    Uni<OptionalLong> claim(UUID mediaId, String network) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(mediaId, network, LEASE.toMillis()))
                .map(rows -> rows.size() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(rows.iterator().next().getLong(0)));
    }

    Uni<Void> keep(UUID mediaId, String network, long fence, String handle, Duration life) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(mediaId, network, fence, handle, life.toMillis()))
                .replaceWithVoid();
    }

    Uni<Void> giveBack(UUID mediaId, String network, long fence) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of(mediaId, network, fence))
                .replaceWithVoid();
    }
}
