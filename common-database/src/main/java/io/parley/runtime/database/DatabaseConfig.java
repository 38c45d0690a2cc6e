package io.parley.runtime.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Timeouts of the database. An unavailable database must become a 503 within one second, so {@link #acquireTimeout()},
 * and the sum of {@link #silence()} and {@link #probeTimeout()}, each stay below it.
 */
@ConfigMapping(prefix = "parley.database")
public interface DatabaseConfig {

    /** Time to open the TCP connection to the server. */
    @WithDefault("0.8S")
    Duration connectTimeout();

    /** Time without a byte from the server after which a login in progress is aborted. */
    @WithDefault("1.5S")
    Duration loginTimeout();

    /** Time that a request waits for a connection of the pool. */
    @WithDefault("0.8S")
    Duration acquireTimeout();

    /**
     * Time after which the server cancels a statement ({@code statement_timeout}), so that neither a slow query nor a
     * lock occupies a connection for long.
     */
    @WithDefault("5S")
    Duration statementTimeout();

    /**
     * Time after which the server ends an idle transaction ({@code idle_in_transaction_session_timeout}), so that a
     * stopped process does not keep its locks.
     */
    @WithDefault("10S")
    Duration idleTransactionTimeout();

    /** Time without a response to a statement after which the server is probed. */
    @WithDefault("0.25S")
    Duration silence();

    /**
     * Time that a server has to respond to a probe. If it does not, it is unavailable: the connections that wait for it
     * are closed and their statements fail. A running server responds within milliseconds, however long its statements
     * take.
     */
    @WithDefault("0.45S")
    Duration probeTimeout();

    /**
     * Time without a response to a statement after which its connection is closed even if the server responds to
     * probes, for example because one of its processes hangs. Longer than any statement timeout in use.
     */
    @WithDefault("30S")
    Duration responseTimeout();
}
