package io.parley.runtime.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Disables Mutiny's context propagation, which captures and restores every thread context around every operator and
 * costs more than most operators do. It is not needed: request scope and trace are kept in the duplicated Vert.x
 * context that a request or a job uses from start to end.
 */
@Singleton
class PlainOperators {

    private static final int BEFORE_ALL = 1;

    void clearInterceptors(@Observes @Priority(BEFORE_ALL) StartupEvent event) {
        Infrastructure.clearInterceptors();
    }
}
