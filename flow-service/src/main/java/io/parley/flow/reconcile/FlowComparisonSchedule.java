package io.parley.flow.reconcile;

import io.parley.runtime.work.LeasedSchedule;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** When each WhatsApp account is compared with Meta's list of flows again. */
@Singleton
public class FlowComparisonSchedule extends LeasedSchedule {
    FlowComparisonSchedule(Pool pool) {
        super(pool, "flow_comparison");
    }
}
