package io.parley.runtime.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.database.TestPool;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values on their way to a real server and back. */
class SqlRowsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static Pool pool;

    private enum Mood {
        GOOD,
        VERY_BAD
    }

    private record Thing(
            UUID id,
            String text,
            Boolean flag,
            Integer small,
            Integer number,
            Long big,
            Instant at,
            byte[] bytes,
            String json,
            Mood mood) {}

    private static final Batch<Thing> THINGS = Batch.<Thing>named("things")
            .uuid("id", Thing::id)
            .text("text", Thing::text)
            .bool("flag", Thing::flag)
            .smallint("small", Thing::small)
            .integer("number", Thing::number)
            .bigint("big", Thing::big)
            .timestamptz("at", Thing::at)
            .bytea("bytes", Thing::bytes)
            .json("document", Thing::json)
            .jsonb("object", Thing::json)
            .enumerated("mood", "mood", Thing::mood)
            .withOrdinality("ord");

    private static final SqlStatement ECHO =
            SqlStatement.text("""
            select ord, id, text, flag, small, number, big, at, bytes, document::text, object::text, mood,
              mood > 'good' as is_bad
            from :things order by ord""").batches(THINGS).load();

    @BeforeAll
    static void connect() {
        pool = TestPool.create(VERTX, 1, "search_path", "sql_test");
        run("drop schema if exists sql_test cascade");
        run("create schema sql_test");
        run("create type mood as enum ('good', 'very_bad')");
    }

    @AfterAll
    static void close() {
        pool.close().await().atMost(TIMEOUT);
        VERTX.close();
    }

    @Test
    void everyTypeOfABatchReturnsAsItWasSent() {
        var full = new Thing(
                UUID.randomUUID(),
                "text",
                true,
                7,
                70_000,
                7_000_000_000L,
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                new byte[] {1, 0, -1},
                "{\"a\": 1}",
                Mood.VERY_BAD);

        var row = echo(full).first();

        assertEquals(1, row.bigint("ord"));
        assertEquals(full.id(), row.uuid("id"));
        assertEquals("text", row.text("text"));
        assertTrue(row.bool("flag"));
        assertEquals(7, row.integer("small"));
        assertEquals(70_000, row.integer("number"));
        assertEquals(7_000_000_000L, row.bigint("big"));
        assertEquals(full.at(), row.instant("at"));
        assertArrayEquals(full.bytes(), row.bytes("bytes"));
        assertEquals("{\"a\": 1}", row.text("document"));
        assertEquals("{\"a\": 1}", row.text("object"));
        assertEquals(Mood.VERY_BAD, row.enumerated("mood", Mood.class));
        assertTrue(row.bool("is_bad"));
    }

    @Test
    void nullsReturnAsNullsWhereTheyAreAskedFor() {
        var empty = new Thing(null, null, null, null, null, null, null, null, null, null);

        var row = echo(empty, empty).list(one -> one).getLast();

        assertEquals(2, row.bigint("ord"));
        assertTrue(row.isNull("id"));
        assertNull(row.uuidOrNull("id"));
        assertNull(row.textOrNull("document"));
        assertNull(row.integerOrNull("small"));
        assertNull(row.bigintOrNull("big"));
        assertNull(row.instantOrNull("at"));
        assertNull(row.bytesOrNull("bytes"));
        assertNull(row.enumeratedOrNull("mood", Mood.class));
        assertThrows(NoSuchElementException.class, () -> row.uuid("id"));
        assertThrows(NoSuchElementException.class, () -> row.text("document"));
        assertThrows(NoSuchElementException.class, () -> row.integer("number"));
        assertThrows(NoSuchElementException.class, () -> row.enumerated("mood", Mood.class));
        assertThrows(NoSuchElementException.class, () -> row.bool("flag"));
    }

    @Test
    void anEmptyBatchHasNoRows() {
        var rows = echo();

        assertTrue(rows.isEmpty());
        assertThrows(NoSuchElementException.class, rows::first);
    }

    @Test
    void singleValuesAreConverted() {
        var at = Instant.parse("2026-01-02T03:04:05Z");
        var row = SqlStatement.text("""
                        select :at::timestamptz as at, :mood::text::mood as mood, :bytes::bytea as bytes,
                          :names::text[] as names, :ids::uuid[] = '{}' as none""")
                .parameters("at", "mood", "bytes", "names", "ids")
                .load()
                .with("at", at)
                .with("mood", Mood.GOOD)
                .with("bytes", new byte[] {5})
                .withTexts("names", List.of("a", "b"))
                .withIds("ids", List.of())
                .execute(pool)
                .await()
                .atMost(TIMEOUT)
                .first();

        assertEquals(at, row.instant("at"));
        assertEquals(Mood.GOOD, row.enumerated("mood", Mood.class));
        assertArrayEquals(new byte[] {5}, row.bytes("bytes"));
        assertEquals(List.of("a", "b"), row.texts("names"));
        assertTrue(row.bool("none"));
    }

    @Test
    void anUnknownColumnIsReportedWithTheKnownOnes() {
        var row = SqlStatement.text("select 1 as one")
                .load()
                .execute(pool)
                .await()
                .atMost(TIMEOUT)
                .first();

        var error = assertThrows(NoSuchElementException.class, () -> row.text("two"));

        assertEquals("no column two; the result has [one]", error.getMessage());
    }

    private static SqlRows echo(Thing... things) {
        return ECHO.with(THINGS, Arrays.asList(things)).execute(pool).await().atMost(TIMEOUT);
    }

    private static void run(String sql) {
        pool.query(sql).execute().await().atMost(TIMEOUT);
    }
}
