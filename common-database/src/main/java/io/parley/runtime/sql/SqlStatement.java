package io.parley.runtime.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An SQL statement with named parameters, from a text block or a file below {@code resources/sql}. It is translated
 * once, when its class is initialised: {@code :name} becomes {@code $n}, a {@link Batch} its {@code unnest} text and a
 * {@link SqlFragment} its own text; comments are removed. Everything that is declared must be used and everything that
 * is used must be declared, otherwise the class does not load.
 *
 * <pre>{@code
 * private static final SqlStatement STORE =
 *         SqlStatement.file(Contacts.class, "inbound/store-contacts.sql").batches(CONTACTS).load();
 *
 * STORE.with(CONTACTS, contacts).execute(connection)
 * }</pre>
 */
public final class SqlStatement {

    private final String name;
    private final String text;
    private final Map<String, Integer> positions;
    private final Set<Batch<?>> batches;
    private final int size;

    private SqlStatement(Builder builder, SqlText translated) {
        this.name = builder.name;
        this.text = translated.text();
        this.positions = translated.positions();
        this.batches = Set.copyOf(builder.batches);
        this.size = translated.size();
    }

    /** A short statement, or one that is built from parts. */
    public static Builder text(String sql) {
        return new Builder(firstLine(sql), sql);
    }

    /**
     * @param owner a class of the module that has the file
     * @param file path below {@code sql}
     */
    public static Builder file(Class<?> owner, String file) {
        return new Builder("sql/" + file, SqlFile.read(owner, file));
    }

    /** The SQL as it is sent. */
    public String text() {
        return text;
    }

    /** File or first line, for messages. */
    @Override
    public String toString() {
        return name;
    }

    /** Starts a call without values. */
    public SqlCall call() {
        return new SqlCall(this);
    }

    /** Starts a call with the value of this parameter; an {@code Instant}, an enum or bytes are converted. */
    public SqlCall with(String parameter, @Nullable Object value) {
        return call().with(parameter, value);
    }

    /** Starts a call with these ids, for {@code any(:parameter::uuid[])}. */
    public SqlCall withIds(String parameter, Collection<UUID> values) {
        return call().withIds(parameter, values);
    }

    /** Starts a call with the rows of this batch. */
    public <T> SqlCall with(Batch<T> batch, List<? extends T> rows) {
        return call().with(batch, rows);
    }

    /** Executes a statement without parameters. */
    public Uni<SqlRows> execute(SqlClient client) {
        return call().execute(client);
    }

    int size() {
        return size;
    }

    int position(String parameter) {
        var position = positions.get(parameter);
        if (position == null) {
            throw new IllegalArgumentException(
                    name + ": no parameter :" + parameter + "; there are " + positions.keySet());
        }
        return position;
    }

    int position(Batch<?> batch) {
        if (!batches.contains(batch)) {
            throw new IllegalArgumentException(name + ": batch :" + batch.name() + " is not the declared one");
        }
        return position(batch.name());
    }

    /** The parameter or batch at this position, for messages. */
    String parameterAt(int position) {
        return positions.entrySet().stream()
                .filter(entry -> entry.getValue() <= position)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    private static String firstLine(String sql) {
        return sql.strip().lines().findFirst().orElse("");
    }

    /** Declares what a statement uses. */
    public static final class Builder {

        private final String name;
        private final String sql;
        private final List<Batch<?>> batches = new ArrayList<>();
        private final List<SqlFragment> fragments = new ArrayList<>();
        private final Set<String> parameters = new HashSet<>();

        private Builder(String name, String sql) {
            this.name = name;
            this.sql = sql;
        }

        public Builder parameters(String... names) {
            parameters.addAll(Set.of(names));
            return this;
        }

        public Builder batches(Batch<?>... used) {
            batches.addAll(List.of(used));
            return this;
        }

        /** Their parameters and batches need not be declared again. */
        public Builder fragments(SqlFragment... used) {
            for (var fragment : used) {
                fragments.add(fragment);
                parameters.addAll(fragment.parameters());
                batches.addAll(fragment.batches());
            }
            return this;
        }

        /** Translates the statement; fails with all declarations that do not fit. */
        public SqlStatement load() {
            return new SqlStatement(this, SqlText.translate(name, sql, parameters, batches, fragments));
        }
    }
}
