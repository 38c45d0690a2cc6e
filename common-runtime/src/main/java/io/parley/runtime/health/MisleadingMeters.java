package io.parley.runtime.health;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Leaves out a gauge that is wrong: Vert.x counts a request that waits for a connection in, but not out again if the
 * connection cannot be opened, so that after an outage an idle service seems to have a queue. {@code parley.database.pending}
 * has the right number.
 */
@Singleton
class MisleadingMeters {

    @Produces
    @Singleton
    MeterFilter withoutPoolQueue() {
        return MeterFilter.denyNameStartsWith("sql.pool.queue.size");
    }
}
