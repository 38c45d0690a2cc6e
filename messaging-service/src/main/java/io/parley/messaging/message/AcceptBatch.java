package io.parley.messaging.message;

import io.parley.messaging.media.MediaUse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What one request hands over: a message, or a bulk in its order. All of it is committed or nothing.
 *
 * @param repeatable the request's idempotency key; null if none
 * @param answer what the caller hears, and hears again if the request is repeated
 * @param notAfter when the caller will have been refused ({@link System#nanoTime()}); nothing is written after it
 */
record AcceptBatch(List<AcceptedMessage> messages, IdempotencyKey repeatable, String answer, long notAfter) {

    /** What a commit may take; with less left, its answer might come when the caller has been refused. */
    private static final long TO_COMMIT = Duration.ofMillis(200).toNanos();

    /** Stands for all of them. */
    AcceptedMessage lead() {
        return messages.getFirst();
    }

    /** Neither a bulk nor repeatable nor with uploads, as nearly all are. */
    boolean isPlain() {
        return repeatable == null
                && messages.size() == 1
                && lead().content().media().isEmpty();
    }

    /** The uploads its messages name. */
    List<MediaUse> media() {
        return messages.stream()
                .flatMap(message -> message.content().media().keySet().stream()
                        .map(file -> new MediaUse(
                                message.facts().id(), message.facts().accountId(), file)))
                .toList();
    }

    /** Whether one of these messages is among its own. */
    boolean hasAnyOf(Set<UUID> ids) {
        return messages.stream()
                .anyMatch(message -> ids.contains(message.facts().id()));
    }

    boolean tooLate() {
        return System.nanoTime() + TO_COMMIT - notAfter > 0;
    }
}
