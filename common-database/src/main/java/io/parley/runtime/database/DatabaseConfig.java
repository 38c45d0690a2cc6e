package io.parley.runtime.database;

import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Timeouts of the database. An unavailable database must become a 503 within one second, so {@link #acquireTimeout()},
 * and the sum of {@link #silence()} and {@link #probeTimeout()}, each stay below it.
 */
@ConfigMapping(prefix = "parley.database")
public interface DatabaseConfig extends SelfChecked {

    /** Time to open the TCP connection to the server. */
    @WithDefault("800ms")
    @Within(min = "10ms", max = "10s")
    Duration connectTimeout();

    /** Time without a byte from the server after which a login in progress is aborted. */
    @WithDefault("1500ms")
    @Within(min = "10ms", max = "1m")
    Duration loginTimeout();

    /** Time that a request waits for a connection of the pool. */
    @WithDefault("800ms")
    @Within(min = "10ms", max = "999ms")
    Duration acquireTimeout();

    /**
     * Time after which the server cancels a statement ({@code statement_timeout}), so that neither a slow query nor a
     * lock occupies a connection for long.
     */
    @WithDefault("5s")
    @Within(min = "100ms", max = "1h")
    Duration statementTimeout();

    /**
     * Time after which the server ends an idle transaction ({@code idle_in_transaction_session_timeout}), so that a
     * stopped process does not keep its locks.
     */
    @WithDefault("10s")
    @Within(min = "100ms", max = "1h")
    Duration idleTransactionTimeout();

    /** Time without a response to a statement after which the server is probed. */
    @WithDefault("250ms")
    @Within(min = "10ms", max = "10s")
    Duration silence();

    /**
     * Time that a server has to respond to a probe. If it does not, it is unavailable: the connections that wait for it
     * are closed and their statements fail. A running server responds within milliseconds, however long its statements
     * take.
     */
    @WithDefault("450ms")
    @Within(min = "10ms", max = "10s")
    Duration probeTimeout();

    /**
     * Time without a response to a statement after which its connection is closed even if the server responds to
     * probes, for example because one of its processes hangs. Longer than any statement timeout in use.
     */
    @WithDefault("30s")
    @Within(min = "100ms", max = "1h")
    Duration responseTimeout();

    @Override
    default void check(Report report) {
        if (silence().plus(probeTimeout()).compareTo(Duration.ofSeconds(1)) >= 0) {
            report.violation("silence", "must be shorter than 1s together with probe-timeout");
        }
        if (responseTimeout().compareTo(statementTimeout()) <= 0) {
            report.violation("response-timeout", "must be longer than statement-timeout");
        }
    }
}
