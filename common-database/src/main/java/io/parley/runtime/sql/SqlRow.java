package io.parley.runtime.sql;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row whose columns are read by name. Methods named {@code …OrNull} return null for an SQL null; the others fail. */
public final class SqlRow {

    private final Row row;
    private final Map<String, Integer> columns;

    SqlRow(Row row, Map<String, Integer> columns) {
        this.row = row;
        this.columns = columns;
    }

    public boolean isNull(String column) {
        return row.getValue(position(column)) == null;
    }

    public UUID uuid(String column) {
        return present(column, uuidOrNull(column));
    }

    public @Nullable UUID uuidOrNull(String column) {
        return row.getUUID(position(column));
    }

    public String text(String column) {
        return present(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        return row.getString(position(column));
    }

    /** The elements of a text array; empty for an SQL null. */
    public List<String> texts(String column) {
        var values = row.getArrayOfStrings(position(column));
        return values == null ? List.of() : List.of(values);
    }

    public boolean bool(String column) {
        return present(column, row.getBoolean(position(column)));
    }

    /** A {@code smallint} or {@code integer}. */
    public int integer(String column) {
        return present(column, integerOrNull(column));
    }

    public @Nullable Integer integerOrNull(String column) {
        return row.getInteger(position(column));
    }

    public long bigint(String column) {
        return present(column, bigintOrNull(column));
    }

    public @Nullable Long bigintOrNull(String column) {
        return row.getLong(position(column));
    }

    public double float8(String column) {
        return present(column, row.getDouble(position(column)));
    }

    /** A {@code timestamptz}. */
    public Instant instant(String column) {
        return present(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) {
        var time = row.getOffsetDateTime(position(column));
        return time == null ? null : time.toInstant();
    }

    public byte[] bytes(String column) {
        return present(column, bytesOrNull(column));
    }

    public byte @Nullable [] bytesOrNull(String column) {
        var buffer = row.getBuffer(position(column));
        return buffer == null ? null : buffer.getBytes();
    }

    /** A Postgres enum whose labels are the names of the constants, see {@link SqlEnums}. */
    public <E extends Enum<E>> E enumerated(String column, Class<E> type) {
        return present(column, enumeratedOrNull(column, type));
    }

    public <E extends Enum<E>> @Nullable E enumeratedOrNull(String column, Class<E> type) {
        return SqlEnums.constant(type, row.getString(position(column)));
    }

    private int position(String column) {
        var position = columns.get(column);
        if (position == null) {
            throw new NoSuchElementException("no column " + column + "; the result has " + columns.keySet());
        }
        return position;
    }

    private static <V> V present(String column, @Nullable V value) {
        if (value == null) {
            throw new NoSuchElementException("column " + column + " is null");
        }
        return value;
    }
}
