package io.parley.sandbox.fault;

/**
 * Seeded chance. Every decision is a pure function of the seed, the channel, the number of the message and the name of
 * the decision, so the same run gives the same faults whatever the threads do.
 */
public record Dice(long seed) {

    /** The chances of one message. */
    public Chance of(String channel, long sequence) {
        return new Chance(mix(mix(seed ^ channel.hashCode()) + sequence * 0x9E3779B97F4A7C15L));
    }

    /** All that is decided by chance about one message. */
    public record Chance(long key) {

        /** Whether the thing called {@code name}, which happens at this rate (0 to 1), happens here. */
        public boolean hits(double rate, String name) {
            return rate > 0 && fraction(name) < rate;
        }

        /** A value within the range. */
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
