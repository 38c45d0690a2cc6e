package io.parley.runtime.commit;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;

/** One item between hand-over and outcome, with the way back to its caller. */
record Pending<T, R>(T item, UniEmitter<? super R> emitter, Context caller, long since) {

    void settle(Outcome<R> outcome) {
        if (caller == null) {
            emit(outcome);
        } else {
            ((ContextInternal) caller).emit(outcome, this::emit);
        }
    }

    void fail(Throwable failure) {
        emitter.fail(failure);
    }

    private void emit(Outcome<R> outcome) {
        switch (outcome) {
            case Outcome.Written<R>(var result) -> emitter.complete(result);
            case Outcome.Failed<R>(var failure) -> emitter.fail(failure);
        }
    }
}
