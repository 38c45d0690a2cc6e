package io.parley.messaging.inbound;

import io.parley.messaging.dispatch.WebhookClock;
import io.parley.model.ProviderEvent;
import io.parley.runtime.logging.OutageLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The gateway's sign of life on every partition of the topic. How far each of ours has been read is what the clock of the
 * in-doubt hold is told; other instances tell of theirs.
 */
@ApplicationScoped
class Heartbeats {
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final String PROVIDER = "gateway";
    private static final String KIND = "heartbeat";

    private final OutageLog outage = new OutageLog(LOG, "heartbeats not noted, the next one will be");
    private final WebhookClock clock;
    private final Map<Integer, Instant> newest = new HashMap<>();
    private Map<Integer, Instant> last = Map.of();

    Heartbeats(WebhookClock clock) {
        this.clock = clock;
    }

    boolean isHeartbeat(ProviderEvent event) {
        return event != null && PROVIDER.equals(event.provider()) && KIND.equals(event.kind());
    }

    synchronized void received(int partition, Instant at) {
        newest.merge(partition, at, (known, other) -> known.isAfter(other) ? known : other);
    }

    /** To be said once everything before the heartbeats heard so far is committed. */
    synchronized void committed(Set<Integer> partitions) {
        newest.keySet().retainAll(partitions);
        if (!newest.equals(last)) {
            last = Map.copyOf(newest);
            clock.beat(last).subscribe().with(done -> outage.worked(), outage::failed);
        }
    }
}
