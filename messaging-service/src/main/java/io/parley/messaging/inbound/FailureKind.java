package io.parley.messaging.inbound;

import io.parley.runtime.database.SqlState;
import io.parley.runtime.problem.Outages;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Whether a failure is caused by the event itself, so that waiting does not help. */
final class FailureKind {

    private FailureKind() {}

    static boolean isCausedByEvent(Throwable failure) {
        return switch (failure) {
            case CompositeException composite -> composite.getCauses().stream().anyMatch(FailureKind::isCausedByEvent);
            case PgException pg -> SqlState.isInvalidData(pg);
            case VertxException connection -> false;
            case RuntimeException unexpected -> !Outages.isOutage(unexpected);
            default -> false;
        };
    }
}
