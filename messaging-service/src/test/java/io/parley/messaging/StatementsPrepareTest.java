package io.parley.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.store.CallbackJobState;
import io.parley.messaging.model.MediaKind;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.WaitingReason;
import io.parley.runtime.sql.SqlEnums;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlStatement;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server accepts every statement of the module with the migrated schema. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class StatementsPrepareTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Path CLASSES = Path.of("target/classes");

    /** Tables, or their partitions, that keep rows of each message; not those of jobs, which are counted. */
    private static final String TABLES = " on messaging\\.(?:message|provider_ref|inbound_|callback_attempt"
            + "|callback_[0-9]|orphan_status|idempotency_key)";

    private static final Pattern SCAN = Pattern.compile("Seq Scan" + TABLES);

    /** Not "Scan Backward", which the server uses only for the order of a page. */
    private static final Pattern INDEX_SCAN = Pattern.compile("Index (?:Only )?Scan using .*" + TABLES);

    @Inject
    Pool pool;

    @Test
    void theServerPreparesEveryStatement() {
        var statements = constants(SqlStatement.class);

        assertFalse(statements.isEmpty());
        var errors = pool.withConnection(connection -> prepareAll(connection, statements))
                .await()
                .atMost(TIMEOUT);
        assertEquals(List.of(), errors);
    }

    /** Also not the partitions of the next months, which are empty, and of which the server has no statistics. */
    @Test
    void noStatementReadsATableOfMessagesCompletely() {
        var scans = pool.withConnection(connection -> scans(connection, constants(SqlStatement.class)))
                .await()
                .atMost(TIMEOUT);

        assertEquals(List.of(), scans);
    }

    @Test
    void everyFileIsLoadedByAConstant() throws IOException {
        var loaded = Stream.concat(constants(SqlStatement.class).stream(), constants(SqlFragment.class).stream())
                .map(Object::toString)
                .filter(name -> name.startsWith("sql/"))
                .collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.walk(CLASSES.resolve("sql"))) {
            var existing = files.filter(Files::isRegularFile)
                    .map(file -> CLASSES.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));

            assertEquals(existing, loaded);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MessageState.class,
                DispatchJobState.class,
                WaitingReason.class,
                MediaKind.class,
                CallbackKind.class,
                CallbackJobState.class
            })
    <E extends Enum<E>> void enumsHaveTheConstantsOfTheirJavaTypesInOrder(Class<E> type) {
        var name = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        var labels = SqlStatement.text("select enum_range(null::%s)::text[] as labels".formatted(name))
                .load()
                .execute(pool)
                .await()
                .atMost(TIMEOUT)
                .first()
                .texts("labels");

        assertEquals(Stream.of(type.getEnumConstants()).map(SqlEnums::label).toList(), labels);
    }

    private static Uni<List<String>> prepareAll(SqlConnection connection, List<SqlStatement> statements) {
        var errors = new ArrayList<String>();
        var all = Uni.createFrom().voidItem();
        for (var statement : statements) {
            all = all.chain(() -> connection
                    .prepare(statement.text())
                    .chain(prepared -> prepared.close())
                    .onFailure()
                    .recoverWithUni(failure -> {
                        errors.add(statement + ": " + failure.getMessage());
                        return Uni.createFrom().voidItem();
                    }));
        }
        return all.replaceWith(errors);
    }

    private static Uni<List<String>> scans(SqlConnection connection, List<SqlStatement> statements) {
        var scans = new ArrayList<String>();
        var all = Uni.createFrom().voidItem();
        for (var statement : statements) {
            all = all.chain(() -> connection
                    .query("explain (generic_plan, verbose, costs off) " + statement.text())
                    .execute()
                    .invoke(plan -> complete(lines(plan)).forEach(line -> scans.add(statement + ": " + line)))
                    .replaceWithVoid());
        }
        return all.replaceWith(scans);
    }

    private static List<String> lines(RowSet<Row> plan) {
        var lines = new ArrayList<String>();
        plan.forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    /** The nodes of a plan that read a table completely: without an index, or all of an index. */
    private static List<String> complete(List<String> plan) {
        var found = new ArrayList<String>();
        for (var i = 0; i < plan.size(); i++) {
            var line = plan.get(i);
            if (SCAN.matcher(line).find() || (INDEX_SCAN.matcher(line).find() && !hasCondition(plan, i))) {
                found.add(line.strip());
            }
        }
        return found;
    }

    private static boolean hasCondition(List<String> plan, int node) {
        return plan.stream()
                .skip(node + 1L)
                .takeWhile(line -> !line.contains("->"))
                .anyMatch(line -> line.contains("Index Cond:"));
    }

    /** Values of the static fields of this type in all classes of the module. */
    private static <T> List<T> constants(Class<T> type) {
        return new ClassFileImporter()
                .importPath(CLASSES).stream()
                        .filter(imported -> imported.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(type)))
                        .map(imported -> initialized(imported.getName()))
                        .flatMap(owner -> Stream.of(owner.getDeclaredFields()))
                        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
                        .map(field -> {
                            try {
                                field.setAccessible(true);
                                return type.cast(field.get(null));
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .toList();
    }

    private static Class<?> initialized(String name) {
        try {
            return Class.forName(name, true, StatementsPrepareTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
