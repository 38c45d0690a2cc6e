package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.callback.store.StoredCallbacks;
import io.parley.messaging.callback.store.StoredCallbacks.MadeDue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Replays callbacks: the same id and bytes with a new retry schedule, whether they were delivered, exhausted or are
 * pending. The URL is resolved from the current settings. A callback in flight is left unchanged.
 */
@ApplicationScoped
class ReplayCallbacks {
    /** Limits a request, so that it neither holds a transaction for long nor delays the new callbacks of others. */
    private static final int MAX = 5_000;

    private final StoredCallbacks stored;
    private final Callbacks callbacks;
    private final CallbackOutbox outbox;

    ReplayCallbacks(StoredCallbacks stored, Callbacks callbacks, CallbackOutbox outbox) {
        this.stored = stored;
        this.callbacks = callbacks;
        this.outbox = outbox;
    }

    Uni<CallbackResponse> one(UUID accountId, UUID id) {
        callbacks.requireAccount(accountId);
        return callbacks
                .find(accountId, id)
                .chain(call -> stored.makeDue(accountId, id))
                .invoke(outbox::wake)
                .chain(replayed -> callbacks.find(accountId, id))
                .map(CallbackResponse::of);
    }

    /** Replays the oldest callbacks that match the filter; the response states how to continue. */
    Uni<ReplayResponse> all(UUID accountId, CallbackFilter filter) {
        callbacks.requireAccount(accountId);
        filter.requireBound();
        return callbacks
                .criteria(accountId, filter)
                .chain(criteria -> stored.makeDue(criteria, MAX))
                .invoke(outbox::wake)
                .map(ReplayCallbacks::response);
    }

    private static ReplayResponse response(MadeDue made) {
        return new ReplayResponse(made.count(), made.chosen() < MAX ? null : made.last());
    }
}
