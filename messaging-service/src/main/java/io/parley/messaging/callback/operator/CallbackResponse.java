package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.store.CallbackState;
import io.parley.messaging.callback.store.LoggedAttempt;
import io.parley.messaging.callback.store.StoredCallback;
import io.parley.runtime.ids.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback in the operator API. Never includes the body, which is confidential between the customer and the person.
 *
 * @param id the callback's {@code webhook-id}
 * @param messageId our message id; null for business notifications
 * @param createdAt time of the event
 * @param dueAt time of the next attempt; null if there is none
 * @param attempts attempts since the event or the last replay; null once delivered
 * @param lastStatus HTTP status of the last response; null if there was none
 * @param lastError why the last attempt failed; null if it did not
 * @param attemptLog attempts in their order; null unless a single callback is requested
 */
public record CallbackResponse(
        UUID id,
        CallbackState state,
        CallbackKind kind,
        String channel,
        String event,
        @Nullable UUID messageId,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Integer attempts,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable List<AttemptResponse> attemptLog) {

    static CallbackResponse of(StoredCallback callback) {
        return new CallbackResponse(
                callback.id(),
                callback.state(),
                callback.kind(),
                callback.channel(),
                callback.event(),
                callback.messageId(),
                Ids.time(callback.id()),
                callback.state() == CallbackState.PENDING ? callback.dueAt() : null,
                callback.attempts(),
                callback.lastStatus(),
                callback.lastError(),
                null);
    }

    CallbackResponse with(List<LoggedAttempt> log) {
        var responses = log.stream().map(AttemptResponse::of).toList();
        return new CallbackResponse(
                id,
                state,
                kind,
                channel,
                event,
                messageId,
                createdAt,
                dueAt,
                attempts,
                lastStatus,
                lastError,
                responses);
    }

    /**
     * One attempt.
     *
     * @param endpoint URL without its query, which may contain secrets; null if there was no URL
     * @param status HTTP status of the response; null if there was none
     * @param response beginning of the response's body; null if it succeeded or had none
     * @param error why it failed; null if it succeeded
     */
    public record AttemptResponse(
            Instant at,
            int attempt,
            @Nullable String endpoint,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String error,
            long durationMillis) {

        static AttemptResponse of(LoggedAttempt attempt) {
            return new AttemptResponse(
                    attempt.at(),
                    attempt.number(),
                    attempt.endpoint(),
                    attempt.status(),
                    attempt.response(),
                    attempt.error(),
                    attempt.duration().toMillis());
        }
    }
}
