package io.parley.messaging.inbound;

import io.parley.runtime.commit.SqlFailures;
import io.parley.runtime.problem.Outages;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Whether a failure is the event's own: then it will not go away by waiting. */
final class FailureKind {

    private FailureKind() {}

    static boolean isOnEvent(Throwable failure) {
        return switch (failure) {
            case CompositeException several -> several.getCauses().stream().anyMatch(FailureKind::isOnEvent);
            case PgException pg -> SqlFailures.isData(pg);
            case VertxException broken -> false;
            case RuntimeException bug -> !Outages.isOutage(bug);
            default -> false;
        };
    }
}
