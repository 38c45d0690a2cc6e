package io.parley.runtime.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named part of SQL that statements contain: a list of columns, a join, a common table expression. Its owner exports
 * it, so that only one package names a table although one round trip writes several. Statements that {@linkplain
 * SqlStatement.Builder#fragments declare} it contain it as {@code :name}; they inherit its parameters and batches.
 */
public final class SqlFragment {

    private final String name;
    private final String source;
    private final String text;
    private final Set<String> parameters;
    private final List<Batch<?>> batches;

    private SqlFragment(String name, String source, String text, Set<String> parameters, List<Batch<?>> batches) {
        this.name = name;
        this.source = source;
        this.text = text;
        this.parameters = parameters;
        this.batches = batches;
    }

    /** @param parameters all parameters of the text */
    public static SqlFragment of(String name, String text, String... parameters) {
        return new SqlFragment(name, ":" + name, text, Set.of(parameters), List.of());
    }

    /**
     * @param owner a class of the module that has the file
     * @param file path below {@code sql}
     * @param parameters all parameters of the text
     */
    public static SqlFragment file(String name, Class<?> owner, String file, String... parameters) {
        return new SqlFragment(name, "sql/" + file, SqlFile.read(owner, file), Set.of(parameters), List.of());
    }

    /** The same with the batches that the text names. */
    public SqlFragment batches(Batch<?>... used) {
        return new SqlFragment(name, source, text, parameters, List.of(used));
    }

    /** File or name, for messages. */
    @Override
    public String toString() {
        return source;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    Set<String> parameters() {
        return parameters;
    }

    List<Batch<?>> batches() {
        return batches;
    }

    /** Null if there is none of this name. */
    static @Nullable SqlFragment named(List<SqlFragment> fragments, @Nullable String name) {
        return fragments.stream()
                .filter(fragment -> fragment.name.equals(name))
                .findFirst()
                .orElse(null);
    }
}
