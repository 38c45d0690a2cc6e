package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.store.CallbackCriteria;
import io.parley.messaging.callback.store.LoggedAttempt;
import io.parley.messaging.callback.store.StoredCallback;
import io.parley.messaging.callback.store.StoredCallbacks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The callbacks of one message with their attempts, for operators. */
@ApplicationScoped
public class MessageCallbacks {
    /** A message has one for each state at most, and a received one has one. */
    private static final int MAX = 50;

    private final StoredCallbacks callbacks;

    MessageCallbacks(StoredCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** @param messageId our id of a sent or a received message */
    public Uni<List<CallbackResponse>> of(UUID accountId, UUID messageId) {
        var criteria = new CallbackCriteria(accountId, List.of(messageId), null, null, null, null, null, null);
        return callbacks.list(criteria, MAX, 0).chain(found -> callbacks
                .attempts(found.stream().map(StoredCallback::id).toList())
                .map(attempts -> responses(found, attempts)));
    }

    private static List<CallbackResponse> responses(
            List<StoredCallback> callbacks, Map<UUID, List<LoggedAttempt>> attempts) {
        return callbacks.stream()
                .map(callback -> CallbackResponse.of(callback).with(attempts.getOrDefault(callback.id(), List.of())))
                .toList();
    }
}
