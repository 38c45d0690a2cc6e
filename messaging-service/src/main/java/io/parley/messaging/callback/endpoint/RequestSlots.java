package io.parley.messaging.callback.endpoint;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests in flight, and those that wait for a free slot, in FIFO order. The number of slots can change at any time; a
 * lower number takes effect as requests complete. Thread-safe.
 */
final class RequestSlots {
    private final Queue<UniEmitter<? super Boolean>> waiting = new ArrayDeque<>();
    private int slots;
    private int inFlight;

    RequestSlots(int slots) {
        this.slots = slots;
    }

    /** Makes a request as soon as a slot is free; returns {@code otherwise} if it is evicted while it waits. */
    <T> Uni<T> run(Supplier<Uni<T>> request, T otherwise) {
        return slot().chain(acquired -> acquired
                ? request.get().onTermination().invoke(this::release)
                : Uni.createFrom().item(otherwise));
    }

    synchronized void resize(int newSlots) {
        slots = newSlots;
    }

    /** Evicts the waiting requests above a number, the oldest first. */
    void evictAbove(int maxWaiting) {
        surplus(maxWaiting).forEach(emitter -> emitter.complete(false));
    }

    private Uni<Boolean> slot() {
        return Uni.createFrom().emitter(emitter -> {
            if (acquire(emitter)) {
                emitter.complete(true);
            }
        });
    }

    private synchronized boolean acquire(UniEmitter<? super Boolean> emitter) {
        if (inFlight < slots) {
            inFlight++;
            return true;
        }
        waiting.add(emitter);
        return false;
    }

    private void release() {
        for (var next = passSlot(); next != null; next = nextWaiting()) {
            next.complete(true);
        }
    }

    /** Passes the free slot to the next request, or drops it if the number of slots was reduced. */
    private synchronized @Nullable UniEmitter<? super Boolean> passSlot() {
        inFlight--;
        return nextWaiting();
    }

    private synchronized @Nullable UniEmitter<? super Boolean> nextWaiting() {
        if (inFlight >= slots || waiting.isEmpty()) {
            return null;
        }
        inFlight++;
        return waiting.remove();
    }

    private synchronized List<UniEmitter<? super Boolean>> surplus(int maxWaiting) {
        var surplus = new ArrayList<UniEmitter<? super Boolean>>();
        while (waiting.size() > maxWaiting) {
            surplus.add(waiting.remove());
        }
        return surplus;
    }
}
