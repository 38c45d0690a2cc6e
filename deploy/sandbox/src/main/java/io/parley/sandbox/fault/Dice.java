package io.parley.sandbox.fault;

/**
 * Seeded random decisions. Each is a pure function of the seed, the channel, the message's sequence number and the name
 * of the decision, so the same run has the same faults, independent of thread scheduling.
 */
public record Dice(long seed) {

    /** Returns the random decisions of one message. */
    public Chance of(String channel, long sequence) {
        return new Chance(mix(mix(seed ^ channel.hashCode()) + sequence * 0x9E3779B97F4A7C15L));
    }

    /** The random decisions about one message. */
    public record Chance(long key) {

        /** Returns whether the event {@code name}, which has this rate (0 to 1), occurs for this message. */
        public boolean hits(double rate, String name) {
            return rate > 0 && fraction(name) < rate;
        }

        /** Returns a value within the range. */
        public long within(Range range, String name) {
            return range.min() + (long) (fraction(name) * (range.max() - range.min() + 1));
        }

        private double fraction(String name) {
            return (mix(key ^ (name.hashCode() * 0xD1B54A32D192ED03L)) >>> 11) * 0x1.0p-53;
        }
    }

    private static long mix(long value) {
        var mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
