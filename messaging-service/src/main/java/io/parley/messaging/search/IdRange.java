package io.parley.messaging.search;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * The ids of a period. Ids contain the time at which they were created, so a period is a range of ids.
 *
 * @param from first id
 * @param to end, exclusive
 */
record IdRange(UUID from, UUID to) {

    /** Limits of the times that an id can contain; the upper one keeps the sign of its first half. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("6000-01-01T00:00:00Z");

    /** Instances whose clocks are ahead write ids of the future. */
    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofHours(1);

    /**
     * @param since begin of the period, null for none
     * @param until its end, null for none
     */
    static IdRange of(Instant since, Instant until, Instant now) {
        var newest = now.plus(MAX_CLOCK_DIFFERENCE);
        return new IdRange(
                first(since == null ? FIRST : since), first(until == null || until.isAfter(newest) ? newest : until));
    }

    /** What is left for the pages after a cursor. */
    IdRange after(MessageCursor cursor, SearchOrder order) {
        if (cursor == null) {
            return this;
        }
        return switch (order) {
            case NEWEST_FIRST -> new IdRange(from, smaller(to, cursor.last()));
            case OLDEST_FIRST -> new IdRange(greater(from, next(cursor.last())), to);
        };
    }

    /** Period of the first id. */
    int fromPeriod() {
        return period(from);
    }

    /** Period of the end. */
    int toPeriod() {
        return period(to);
    }

    /** As the function {@code id_period} of the schema. */
    private static int period(UUID id) {
        return (int) (id.getMostSignificantBits() >>> 42);
    }

    /** Begin of the month of the first id. */
    UUID fromMonth() {
        return first(month(from).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** End of the month of the last id, exclusive. */
    UUID toMonth() {
        return first(
                month(to).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static YearMonth month(UUID id) {
        var time = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return YearMonth.from((time.isAfter(LAST) ? LAST : time).atOffset(ZoneOffset.UTC));
    }

    /** The smallest id of a millisecond. */
    private static UUID first(Instant time) {
        var within = time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
        return new UUID(within.toEpochMilli() << 16, 0);
    }

    private static UUID next(UUID id) {
        var low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }

    private static UUID smaller(UUID one, UUID other) {
        return compare(one, other) <= 0 ? one : other;
    }

    private static UUID greater(UUID one, UUID other) {
        return compare(one, other) >= 0 ? one : other;
    }

    /** As PostgreSQL orders them; {@link UUID#compareTo} compares signed numbers. */
    private static int compare(UUID one, UUID other) {
        var high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
