package io.parley.bench;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDv7 as used by the services, so that baselines fill their indexes in the same order. */
final class TimedIds {

    private TimedIds() {}

    static UUID next() {
        var random = ThreadLocalRandom.current();
        var high = (System.currentTimeMillis() << 16) | 0x7000L | (random.nextInt() & 0xFFFL);
        return new UUID(high, 0x8000000000000000L | (random.nextLong() >>> 2));
    }
}
