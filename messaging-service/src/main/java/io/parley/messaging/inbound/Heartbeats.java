package io.parley.messaging.inbound;

import io.parley.messaging.queue.WebhookClock;
import io.parley.model.ProviderEvent;
import io.parley.runtime.logging.OutageLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tracks the gateway's heartbeats on every partition of the topic and reports the position of each assigned partition
 * to the clock of messages in doubt; other instances report theirs.
 */
@ApplicationScoped
class Heartbeats {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final String PROVIDER = "gateway";
    private static final String KIND = "heartbeat";

    private final OutageLog outage = new OutageLog(LOG, "heartbeats not stored, retrying with the next one");
    private final WebhookClock clock;
    private final Map<Integer, Instant> newest = new HashMap<>();
    private Map<Integer, Instant> last = Map.of();

    Heartbeats(WebhookClock clock) {
        this.clock = clock;
    }

    boolean isHeartbeat(ProviderEvent event) {
        return PROVIDER.equals(event.provider()) && KIND.equals(event.kind());
    }

    synchronized void received(int partition, Instant at) {
        newest.merge(partition, at, (known, other) -> known.isAfter(other) ? known : other);
    }

    /** To be called after everything before the heartbeats received so far has been committed. */
    synchronized void committed(Set<Integer> partitions) {
        newest.keySet().retainAll(partitions);
        if (!newest.equals(last)) {
            last = Map.copyOf(newest);
            clock.beat(last).subscribe().with(done -> outage.succeeded(), outage::failed);
        }
    }
}
