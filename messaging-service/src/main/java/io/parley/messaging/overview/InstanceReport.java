package io.parley.messaging.overview;

import io.parley.messaging.channel.ConnectionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one instance has in its memory: its connections, and its circuit breakers that are open.
 *
 * @param reportedAt null before it is stored
 * @param openEndpoints number of callback endpoints with an open circuit breaker
 */
record InstanceReport(
        String instance,
        @Nullable Instant reportedAt,
        Instant startedAt,
        List<ConnectionState> connections,
        List<OpenBreaker> openSenders,
        long openEndpoints) {

    /**
     * The open circuit breaker of a sender.
     *
     * @param probeAfterMillis time until the next probe, when it was reported
     */
    record OpenBreaker(UUID senderId, long probeAfterMillis) {}

    InstanceReport at(Instant time) {
        return new InstanceReport(instance, time, startedAt, connections, openSenders, openEndpoints);
    }
}
