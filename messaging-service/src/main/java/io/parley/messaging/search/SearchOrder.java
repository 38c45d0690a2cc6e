package io.parley.messaging.search;

/** Order of the messages by the time at which the platform accepted or received them. */
public enum SearchOrder {
    NEWEST_FIRST("newestFirst", "desc", ">=", "generate_series(:to_period::int, o.oldest, -1)"),
    OLDEST_FIRST("oldestFirst", "asc", "<=", "generate_series(o.oldest, :to_period::int)");

    private final String value;
    private final String sql;
    private final String within;
    private final String periods;

    SearchOrder(String value, String sql, String within, String periods) {
        this.value = value;
        this.sql = sql;
        this.within = within;
        this.periods = periods;
    }

    /** The contract's spelling. */
    public String value() {
        return value;
    }

    /** For {@code order by}. */
    String sql() {
        return sql;
    }

    /** How the id of a message on a page compares with the last one that was examined. */
    String within() {
        return within;
    }

    /** The periods of ids from {@code o.oldest} to {@code :to_period}, in this order. */
    String periods() {
        return periods;
    }
}
