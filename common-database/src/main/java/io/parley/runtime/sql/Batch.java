package io.parley.runtime.sql;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Declares how rows are passed to a statement: as one array per column. Each column is declared once, with its name,
 * its Postgres type and the member that it contains; the {@code unnest} text of the statement and the arrays of its
 * parameters follow from that.
 *
 * <pre>{@code
 * private static final Batch<Contact> CONTACTS = Batch.<Contact>named("contacts")
 *         .uuid("account_id", Contact::accountId)
 *         .text("phone", Contact::phone);
 * }</pre>
 *
 * <p>In SQL, {@code from :contacts} stands for {@code from unnest($1::uuid[], $2::text[]) as contacts (account_id,
 * phone)}, and {@code from :contacts as c} for the same with the alias {@code c}. Immutable: each method returns a batch
 * with one column more.
 */
public final class Batch<T> {

    private record Column<T>(String name, String type, Function<List<? extends T>, Object[]> array) {}

    private final String name;
    private final List<Column<T>> columns;
    private final @Nullable String ordinality;

    private Batch(String name, List<Column<T>> columns, @Nullable String ordinality) {
        this.name = name;
        this.columns = columns;
        this.ordinality = ordinality;
    }

    /** @param name of the parameter in SQL */
    public static <T> Batch<T> named(String name) {
        return new Batch<>(name, List.of(), null);
    }

    public Batch<T> uuid(String column, Function<? super T, @Nullable UUID> value) {
        return with(column, "uuid[]", value, UUID[]::new);
    }

    public Batch<T> text(String column, Function<? super T, @Nullable String> value) {
        return with(column, "text[]", value, String[]::new);
    }

    public Batch<T> bool(String column, Function<? super T, @Nullable Boolean> value) {
        return with(column, "bool[]", value, Boolean[]::new);
    }

    public Batch<T> smallint(String column, Function<? super T, ? extends @Nullable Number> value) {
        return with(
                column,
                "smallint[]",
                value.andThen(number -> number == null ? null : number.shortValue()),
                Short[]::new);
    }

    public Batch<T> integer(String column, Function<? super T, @Nullable Integer> value) {
        return with(column, "int[]", value, Integer[]::new);
    }

    public Batch<T> bigint(String column, Function<? super T, @Nullable Long> value) {
        return with(column, "bigint[]", value, Long[]::new);
    }

    public Batch<T> timestamptz(String column, Function<? super T, @Nullable Instant> value) {
        return with(column, "timestamptz[]", value.andThen(Batch::utc), OffsetDateTime[]::new);
    }

    public Batch<T> bytea(String column, Function<? super T, byte @Nullable []> value) {
        return with(column, "bytea[]", value.andThen(Batch::buffer), Buffer[]::new);
    }

    /** JSON as text, so that it is not parsed here. */
    public Batch<T> json(String column, Function<? super T, @Nullable String> value) {
        return with(column, "text[]::json[]", value, String[]::new);
    }

    /** JSON as text, so that it is not parsed here. */
    public Batch<T> jsonb(String column, Function<? super T, @Nullable String> value) {
        return with(column, "text[]::jsonb[]", value, String[]::new);
    }

    /** @param type the Postgres enum whose labels are the names of the constants, see {@link SqlEnums} */
    public Batch<T> enumerated(String column, String type, Function<? super T, ? extends @Nullable Enum<?>> value) {
        return with(column, "text[]::" + type + "[]", value.andThen(SqlEnums::label), String[]::new);
    }

    /** Adds a column with the position of the row in the batch, counted from 1. It is the last column. */
    public Batch<T> withOrdinality(String column) {
        return new Batch<>(name, columns, column);
    }

    private Batch<T> with(String column, String type, Function<? super T, ?> value, IntFunction<Object[]> array) {
        if (columnNames().anyMatch(column::equals)) {
            throw new IllegalArgumentException("batch :" + name + " has two columns " + column);
        }
        var extended = new ArrayList<>(columns);
        extended.add(new Column<>(column, type, rows -> filled(array.apply(rows.size()), rows, value)));
        return new Batch<>(name, List.copyOf(extended), ordinality);
    }

    private static <T> Object[] filled(Object[] array, List<? extends T> rows, Function<? super T, ?> value) {
        for (var i = 0; i < array.length; i++) {
            array[i] = value.apply(rows.get(i));
        }
        return array;
    }

    String name() {
        return name;
    }

    /** Number of parameters. */
    int size() {
        return columns.size();
    }

    Stream<String> columnNames() {
        return Stream.concat(columns.stream().map(Column::name), Stream.ofNullable(ordinality));
    }

    /** @param first number of the first parameter, counted from 1 */
    String unnest(int first, String alias) {
        var arrays = new ArrayList<String>(columns.size());
        for (var column : columns) {
            arrays.add("$" + (first + arrays.size()) + "::" + column.type());
        }
        return "unnest(" + String.join(", ", arrays) + ")" + (ordinality == null ? "" : " with ordinality") + " as "
                + alias + columnNames().collect(Collectors.joining(", ", " (", ")"));
    }

    /** Writes the array of each column to the parameters, from this position on. */
    void bind(List<? extends T> rows, @Nullable Object[] parameters, int first) {
        var position = first;
        for (var column : columns) {
            parameters[position++] = column.array().apply(rows);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
