package io.parley.template.review;

import io.parley.runtime.work.LeasedSchedule;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/** When each WhatsApp account is compared with Meta's list of templates again. */
@Singleton
public class ReconcileSchedule extends LeasedSchedule {
    ReconcileSchedule(Pool pool) {
        super(pool, "reconcile_schedule");
    }
}
