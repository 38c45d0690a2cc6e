package io.parley.messaging.channel.whatsapp.profile;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Continues on the Vert.x context of the caller, which responses and database sessions require. */
final class CallersContext {
    private CallersContext() {}

    /** @param elsewhere completes on any context */
    static <T> Uni<T> of(Uni<T> elsewhere) {
        var context = Vertx.currentContext();
        return context == null ? elsewhere : elsewhere.emitOn(step -> context.runOnContext(done -> step.run()));
    }
}
