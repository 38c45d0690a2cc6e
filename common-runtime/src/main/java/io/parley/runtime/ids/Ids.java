package io.parley.runtime.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter within the millisecond, 62 random bits.
 * Every id of this JVM is greater than the previous one, also when the clock steps back; a counter that overflows
 * borrows from the next millisecond.
 */
public final class Ids {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private static final SecureRandom SEEDS = new SecureRandom();
    private static final ThreadLocal<SplittableRandom> RANDOM =
            ThreadLocal.withInitial(() -> new SplittableRandom(SEEDS.nextLong()));
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /** Creates an id that is greater than every earlier id of this JVM. */
    public static UUID next() {
        var now = System.currentTimeMillis() << COUNTER_BITS;
        var tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        return of(tick, RANDOM.get().nextLong());
    }

    /**
     * Returns the creation time of the id, in milliseconds.
     *
     * @throws IllegalArgumentException if the id is not of version 7
     */
    public static Instant time(UUID id) {
        if (!timed(id)) {
            throw new IllegalArgumentException("not a version 7 UUID");
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** Whether the id contains its creation time, so that it can be one of ours. */
    public static boolean timed(UUID id) {
        return id.version() == 7 && id.variant() == 2;
    }

    /** Returns the smallest id of a millisecond: the bound of a partition, or of a search by time. */
    public static UUID floor(Instant time) {
        return of(time.toEpochMilli() << COUNTER_BITS, 0);
    }

    private static UUID of(long tick, long random) {
        var max = (tick >>> COUNTER_BITS) << 16 | 0x7000L | (tick & COUNTER_MASK);
        return new UUID(max, VARIANT | (random & RANDOM_MASK));
    }
}
