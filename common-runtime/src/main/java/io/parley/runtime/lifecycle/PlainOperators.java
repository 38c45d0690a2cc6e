package io.parley.runtime.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Keeps Mutiny from capturing and restoring every thread context around every single operator, which costs more than what
 * most of them do. Nothing here needs it: request scope and trace live on the duplicated Vert.x context on which a
 * request or a job stays from its begin to its end.
 */
@Singleton
class PlainOperators {

    private static final int BEFORE_ALL = 1;

    void make(@Observes @Priority(BEFORE_ALL) StartupEvent event) {
        Infrastructure.clearInterceptors();
    }
}
