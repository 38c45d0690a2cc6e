package io.parley.messaging.callback.delivery;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the callbacks of a message sequentially, in the order of submission. */
final class MessageOrder {
    private final Map<UUID, Queue<Runnable>> waiting = new HashMap<>();

    /** Runs the work after all work submitted before for the same message has ended, successfully or not. */
    <T> Uni<T> run(@Nullable UUID messageId, Supplier<Uni<T>> work) {
        if (messageId == null) {
            return work.get();
        }
        return turn(messageId).chain(() -> work.get()).onTermination().invoke(() -> leave(messageId));
    }

    private Uni<Void> turn(UUID messageId) {
        return Uni.createFrom().emitter(emitter -> {
            if (enter(messageId, () -> emitter.complete(null))) {
                emitter.complete(null);
            }
        });
    }

    private synchronized boolean enter(UUID messageId, Runnable start) {
        var queue = waiting.get(messageId);
        if (queue == null) {
            waiting.put(messageId, new ArrayDeque<>(0));
            return true;
        }
        queue.add(start);
        return false;
    }

    private void leave(UUID messageId) {
        var next = next(messageId);
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next(UUID messageId) {
        var queue = waiting.get(messageId);
        var next = queue == null ? null : queue.poll();
        if (next == null) {
            waiting.remove(messageId);
        }
        return next;
    }
}
