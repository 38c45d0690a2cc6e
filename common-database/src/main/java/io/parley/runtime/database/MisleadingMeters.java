package io.parley.runtime.database;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Removes a wrong gauge: Vert.x counts a request that waits for a connection, but does not uncount it if the connection
 * cannot be opened, so that after an outage an idle service seems to have a queue. {@code parley.database.pending} is
 * the correct gauge.
 */
@Singleton
class MisleadingMeters {

    @Produces
    @Singleton
    MeterFilter withoutPoolQueue() {
        return MeterFilter.denyNameStartsWith("sql.pool.queue.size");
    }
}
