package io.parley.messaging.queue;

import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Claims whose response was lost with the connection to the database. Their jobs may be committed as claimed, but this
 * instance does not know them and has attempted none, so they become due again instead of being in doubt at the end of
 * their lease. Each claim has a name of its own, which its jobs have as their lease's owner.
 */
@ApplicationScoped
public class LostClaims {

    /** Of claims beyond this number, which only a long outage causes, the leases expire. */
    private static final int MAX = 1_000;

    private static final SqlStatement RETURN =
            SqlStatement.text("""
                    update dispatch_job
                    set state = 'due', attempt = attempt - 1, fence = fence + 1, leased_until = null, lease_owner = null
                    where state = 'claimed' and lease_owner = any(:claims::text[])""").parameters("claims").load();

    private final Map<String, Long> lostAt = new ConcurrentHashMap<>();
    private final AtomicLong claims = new AtomicLong();
    private final Pool pool;
    private final InstanceId instanceId;
    private final long leaseNanos;

    LostClaims(Pool pool, InstanceId instanceId, DispatchConfig config) {
        this.pool = pool;
        this.instanceId = instanceId;
        this.leaseNanos = config.lease().toNanos();
    }

    /** Name of a new claim. */
    public String nextClaim() {
        return instanceId.name() + '/' + claims.incrementAndGet();
    }

    /** To be called when a claim failed, or when none of its jobs can be attempted. */
    public void add(String claim) {
        if (lostAt.size() < MAX) {
            lostAt.put(claim, System.nanoTime());
        }
    }

    /**
     * Makes the jobs of lost claims due. Repeated for the time of a lease after each loss, because the database may
     * execute a claim after its connection has ended.
     */
    public Uni<Void> returnJobs() {
        if (lostAt.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var known = Map.copyOf(lostAt);
        return RETURN.with("claims", known.keySet().toArray(String[]::new))
                .execute(pool)
                .invoke(() -> forget(known))
                .replaceWithVoid();
    }

    private void forget(Map<String, Long> returned) {
        var now = System.nanoTime();
        returned.forEach((claim, at) -> {
            if (now - at > leaseNanos) {
                lostAt.remove(claim);
            }
        });
    }
}
