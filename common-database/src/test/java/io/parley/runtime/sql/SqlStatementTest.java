package io.parley.runtime.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SqlStatementTest {

    private record Item(UUID id, String name) {}

    private static final Batch<Item> ITEMS =
            Batch.<Item>named("items").uuid("id", Item::id).jsonb("name", Item::name);

    @Test
    void parametersAreNumberedInTheOrderOfTheirFirstUse() {
        var statement = SqlStatement.text("select :b::text, :a::int, :b::text, now()::date")
                .parameters("a", "b")
                .load();

        assertEquals("select $1::text, $2::int, $1::text, now()::date", statement.text());
    }

    @Test
    void aBatchBecomesItsUnnestText() {
        var statement = SqlStatement.text("insert into t (id, name) select id, name from :items where :on::bool")
                .batches(ITEMS)
                .parameters("on")
                .load();

        assertEquals(
                "insert into t (id, name) select id, name from unnest($1::uuid[], $2::text[]::jsonb[]) as items"
                        + " (id, name) where $3::bool",
                statement.text());
    }

    @Test
    void anAliasAfterABatchReplacesItsName() {
        var numbered = ITEMS.withOrdinality("ord");
        var statement = SqlStatement.text("select i.id, i.name, i.ord from :items as i join x on x.id = i.id")
                .batches(numbered)
                .load();

        assertEquals(
                "select i.id, i.name, i.ord from unnest($1::uuid[], $2::text[]::jsonb[]) with ordinality as i"
                        + " (id, name, ord) join x on x.id = i.id",
                statement.text());
    }

    @Test
    void fragmentsBringTheirParametersAndBatches() {
        var rows = SqlFragment.of("rows", "select id, name from :items where id <> :skipped")
                .batches(ITEMS);
        var skipping = SqlFragment.of("skipping", "(:rows)", "skipped");
        var statement = SqlStatement.text("with r as :skipping select * from r -- :nothing")
                .fragments(skipping, rows)
                .load();

        assertEquals(
                "with r as (select id, name from unnest($1::uuid[], $2::text[]::jsonb[]) as items (id, name)"
                        + " where id <> $3) select * from r",
                statement.text());
    }

    @Test
    void stringsAndCommentsContainNoParameters() {
        var statement = SqlStatement.text("""
                select ':a', 'it''s :b' /* :c
                  :d */ as x -- :e
                from t""").load();

        assertEquals("select ':a', 'it''s :b'  as x \nfrom t", statement.text());
    }

    @Test
    void declarationsThatDoNotFitAreReportedTogether() {
        var builder = SqlStatement.text("select id from :items where a = :typo and b = $1")
                .batches(ITEMS)
                .parameters("a")
                .fragments(SqlFragment.of("columns", "x"));

        var error = assertThrows(IllegalArgumentException.class, builder::load).getMessage();

        assertEquals(
                "select id from :items where a = :typo and b = $1: unknown parameter :typo;"
                        + " $1 must be a named parameter; parameter :a is not used; fragment :columns is not used;"
                        + " column name of batch :items is not used",
                error);
    }

    @Test
    void aMissingFileIsNamed() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> SqlStatement.file(SqlStatementTest.class, "none/none.sql"));

        assertTrue(error.getMessage().contains("sql/none/none.sql"), error.getMessage());
    }

    @Test
    void aCallWithAnUnknownParameterFails() {
        var statement = SqlStatement.text("select :a").parameters("a").load();

        var error = assertThrows(IllegalArgumentException.class, () -> statement.with("b", 1));

        assertEquals("select :a: no parameter :b; there are [a]", error.getMessage());
    }

    @Test
    void aCallWithoutAValueNamesTheParameter() {
        var statement = SqlStatement.text("select :a, id, name, :z from :items")
                .parameters("a", "z")
                .batches(ITEMS)
                .load();
        var call = statement.with("a", null).with("z", 1);

        var error = assertThrows(IllegalStateException.class, () -> call.execute(null))
                .getMessage();

        assertTrue(error.endsWith("parameter :items has no value"), error);
    }

    @Test
    void anotherBatchOfTheSameNameIsRejected() {
        var statement =
                SqlStatement.text("select id, name from :items").batches(ITEMS).load();
        var other = Batch.<Item>named("items").uuid("id", Item::id);

        assertThrows(IllegalArgumentException.class, () -> statement.with(other, java.util.List.of()));
    }

    @Test
    void twoColumnsOfOneNameAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> ITEMS.text("id", Item::name));
    }
}
