package io.parley.messaging.queue;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Computes the lane of a message: one per sender and recipient. A 64-bit hash (FNV-1a), so that it is a small column;
 * two pairs that share a lane by chance only wait for each other.
 */
public final class LaneHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private LaneHash() {}

    public static long of(UUID sender, String recipient) {
        var hash = mix(mix(OFFSET, sender.getMostSignificantBits()), sender.getLeastSignificantBits());
        for (var b : recipient.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }

    private static long mix(long hash, long value) {
        for (var shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            hash = (hash ^ (value >>> shift & 0xff)) * PRIME;
        }
        return hash;
    }
}
