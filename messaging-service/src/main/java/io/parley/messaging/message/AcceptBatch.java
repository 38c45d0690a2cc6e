package io.parley.messaging.message;

import io.parley.messaging.media.MediaUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one request: one message, or a bulk in order. Committed completely or not at all.
 *
 * @param idempotencyKey the request's idempotency key; null if none
 * @param response the response body, stored and returned again for a repeated request
 * @param notAfter deadline of the caller ({@link System#nanoTime()}), who gets a 503 then; nothing is written after it
 */
record AcceptBatch(
        List<AcceptedMessage> messages, @Nullable IdempotencyKey idempotencyKey, String response, long notAfter) {

    /** Reserved for the commit: with less left, the response could come after the caller got a 503. */
    static final long COMMIT_TIME = Duration.ofMillis(200).toNanos();

    AcceptedMessage lead() {
        return messages.getFirst();
    }

    /** The id of the first message, whose outcome is the outcome of all. */
    UUID id() {
        return lead().reference().id();
    }

    /** A single message without idempotency key and uploads, the most common case. */
    boolean isPlain() {
        return idempotencyKey == null
                && messages.size() == 1
                && lead().parsed().content().media().isEmpty();
    }

    /** The uploads that its messages reference. */
    List<MediaUse> media() {
        return messages.stream()
                .flatMap(message -> message.parsed().content().media().keySet().stream()
                        .map(file -> new MediaUse(
                                message.reference().id(), message.reference().accountId(), file)))
                .toList();
    }

    /** Whether one of its messages has one of these ids. */
    boolean containsAny(Set<UUID> ids) {
        return messages.stream()
                .anyMatch(message -> ids.contains(message.reference().id()));
    }

    boolean deadlineExceeded() {
        return System.nanoTime() + COMMIT_TIME - notAfter > 0;
    }
}
