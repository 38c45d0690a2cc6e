package io.parley.runtime.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One call of a statement: its parameters, then its execution. Not for use by several threads. */
public final class SqlCall {

    /** Marks parameters without a value, since null is a value. */
    private static final Object MISSING = new Object();

    private final SqlStatement statement;
    private final @Nullable Object[] parameters;

    SqlCall(SqlStatement statement) {
        this.statement = statement;
        this.parameters = new Object[statement.size()];
        Arrays.fill(parameters, MISSING);
    }

    /** An {@code Instant}, an enum or bytes are converted. */
    public SqlCall with(String parameter, @Nullable Object value) {
        parameters[statement.position(parameter)] = converted(value);
        return this;
    }

    /** For {@code any(:parameter::uuid[])}. */
    public SqlCall withIds(String parameter, Collection<UUID> values) {
        return with(parameter, values.toArray(UUID[]::new));
    }

    /** For {@code any(:parameter::text[])}. */
    public SqlCall withTexts(String parameter, Collection<String> values) {
        return with(parameter, values.toArray(String[]::new));
    }

    public <T> SqlCall with(Batch<T> batch, List<? extends T> rows) {
        batch.bind(rows, parameters, statement.position(batch));
        return this;
    }

    /** Lets the owner of a fragment set the fragment's parameters. */
    public SqlCall with(UnaryOperator<SqlCall> fragmentParameters) {
        return fragmentParameters.apply(this);
    }

    public Uni<SqlRows> execute(SqlClient client) {
        var tuple = tuple();
        return client.preparedQuery(statement.text()).execute(tuple).map(SqlRows::new);
    }

    private Tuple tuple() {
        for (var i = 0; i < parameters.length; i++) {
            if (parameters[i] == MISSING) {
                throw new IllegalStateException(
                        statement + ": parameter :" + statement.parameterAt(i) + " has no value");
            }
        }
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(parameters));
    }

    private static @Nullable Object converted(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> SqlEnums.label(constant);
            case byte[] bytes -> Buffer.buffer(bytes);
            case null, default -> value;
        };
    }
}
