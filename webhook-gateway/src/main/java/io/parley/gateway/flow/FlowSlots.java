package io.parley.gateway.flow;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Limits concurrent requests: of all Flows, and of each one while it waits for its team's endpoint. */
@Singleton
class FlowSlots {
    private final Semaphore all;
    private final int maxPerFlow;
    private final Map<String, Integer> used = new ConcurrentHashMap<>();

    FlowSlots(FlowEndpointConfig settings) {
        this.all = new Semaphore(settings.maxRequests());
        this.maxPerFlow = settings.maxRequestsPerFlow();
    }

    /** Returns false if there is no free slot; otherwise {@link #release()} has to follow. */
    boolean tryAcquire() {
        return all.tryAcquire();
    }

    void release() {
        all.release();
    }

    /** As {@link #tryAcquire()}, of one flow. */
    boolean tryAcquire(String flowId) {
        var acquired = new boolean[1];
        used.compute(flowId, (id, count) -> {
            var now = count == null ? 0 : count;
            acquired[0] = now < maxPerFlow;
            return acquired[0] ? Integer.valueOf(now + 1) : count;
        });
        return acquired[0];
    }

    void release(String flowId) {
        used.computeIfPresent(flowId, (id, count) -> count == 1 ? null : count - 1);
    }
}
