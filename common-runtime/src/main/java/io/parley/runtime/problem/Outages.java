package io.parley.runtime.problem;

import io.parley.runtime.bus.BusUnavailable;
import io.parley.runtime.commit.Overloaded;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Tells "something we need is down or full, come again" from "we made a mistake". */
final class Outages {
    /** SQLSTATE classes: connection, insufficient resources, operator intervention, system error. */
    private static final Set<String> STATES = Set.of("08", "53", "57", "58");

    private static final int DEEPEST = 10;

    private Outages() {}

    static boolean isOutage(Throwable failure) {
        var cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isOutageItself(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutageItself(Throwable failure) {
        return switch (failure) {
            case Overloaded full -> true;
            case BusUnavailable away -> true;
            case ConnectException refused -> true;
            case ClosedConnectionException lost -> true;
            case TimeoutException late -> true;
            case io.smallrye.mutiny.TimeoutException late -> true;
            case RejectedExecutionException full -> true;
            case DatabaseException database ->
                database.getSqlState() != null
                        && database.getSqlState().length() == 5
                        && STATES.contains(database.getSqlState().substring(0, 2));
            default -> false;
        };
    }
}
