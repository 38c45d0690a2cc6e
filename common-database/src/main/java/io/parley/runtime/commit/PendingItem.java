package io.parley.runtime.commit;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import org.jspecify.annotations.Nullable;

/** An item that waits for its outcome, with the emitter and context of its caller; a caller may have no context. */
record PendingItem<T, R>(
        T item, UniEmitter<? super R> emitter, @Nullable Context caller, long since) {

    void settle(CommitOutcome<R> outcome) {
        if (caller == null) {
            emit(outcome);
        } else {
            ((ContextInternal) caller).emit(outcome, this::emit);
        }
    }

    void fail(Throwable failure) {
        emitter.fail(failure);
    }

    private void emit(CommitOutcome<R> outcome) {
        switch (outcome) {
            case CommitOutcome.Written<R>(var result) -> emitter.complete(result);
            case CommitOutcome.Failed<R>(var failure) -> emitter.fail(failure);
        }
    }
}
