package io.parley.messaging.search;

/** Order of the messages by the time at which the platform accepted or received them. */
public enum SearchOrder {
    NEWEST_FIRST("newestFirst", "desc", ">="),
    OLDEST_FIRST("oldestFirst", "asc", "<=");

    private final String value;
    private final String sql;
    private final String within;

    SearchOrder(String value, String sql, String within) {
        this.value = value;
        this.sql = sql;
        this.within = within;
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
}
