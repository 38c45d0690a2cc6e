package io.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The role of a service owns its schema and has no other privileges. */
@Tag("slow")
class ServiceRoleTest {
    private static final String DENIED = "42501";
    private static final List<String> SERVICES = List.of("messaging", "template", "flow");
    private static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.temporary();

    @BeforeAll
    static void rolesWithTables() throws SQLException {
        POSTGRES.start().createDatabase("parley");
        for (var service : SERVICES) {
            POSTGRES.createServiceRole("parley", service, service + "-password");
            as(service, "create table " + service + ".kept (id int primary key)");
        }
    }

    @AfterAll
    static void stop() {
        POSTGRES.close();
    }

    @Test
    void otherServicesTablesAreDenied() {
        for (var service : SERVICES) {
            for (var other : SERVICES) {
                if (!other.equals(service)) {
                    assertDenied(service, "select * from " + other + ".kept");
                    assertDenied(service, "insert into " + other + ".kept values (1)");
                    assertDenied(service, "drop table " + other + ".kept");
                    assertDenied(service, "create table " + other + ".planted (id int)");
                    assertDenied(service, "set role parley_" + other);
                }
            }
        }
    }

    @Test
    void accessOutsideItsSchemaIsDenied() {
        for (var service : SERVICES) {
            assertDenied(service, "create schema planted");
            assertDenied(service, "create table public.planted (id int)");
            assertDenied(service, "create temp table planted (id int)");
            assertDenied(service, "create role planted");
            assertDenied(service, "create database planted");
            assertDenied(service, "select pg_read_file('postmaster.pid')");
            assertDenied(service, "select rolpassword from pg_authid");
            assertDenied(service, "copy " + service + ".kept to program 'true'");
            assertDenied(service, "alter system set fsync = off");
        }
    }

    @Test
    void existingSchemaIsTransferredToTheRole() throws SQLException {
        run("""
            create schema sales;
            create table sales.item (id bigint generated always as identity, at date) partition by range (at);
            create table sales.item_1 partition of sales.item for values from ('2026-01-01') to ('2026-02-01');
            create sequence sales.number;
            create type sales.state as enum ('new', 'old');
            create function sales.one() returns int language sql as 'select 1';
            """);

        POSTGRES.createServiceRole("parley", "sales", "old").createServiceRole("parley", "sales", "new");

        assertThrows(SQLException.class, () -> as("sales", "select 1", "old"));
        as("sales", """
            insert into sales.item (at) values ('2026-01-15');
            alter table sales.item add column note text;
            drop table sales.item_1;
            alter sequence sales.number restart;
            alter type sales.state add value 'lost';
            create or replace function sales.one() returns int language sql as 'select 2';
            """, "new");
    }

    private static void assertDenied(String service, String statement) {
        var denied = assertThrows(SQLException.class, () -> as(service, statement), service + ": " + statement);
        assertEquals(DENIED, denied.getSQLState(), service + ": " + statement + ": " + denied.getMessage());
    }

    private static void as(String service, String statement) throws SQLException {
        as(service, statement, service + "-password");
    }

    private static void as(String service, String statement, String password) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(POSTGRES.jdbcUrl("parley"), ServiceRole.name(service), password);
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void run(String statements) throws SQLException {
        try (var connection = POSTGRES.connect("parley");
                var sql = connection.createStatement()) {
            sql.execute(statements);
        }
    }
}
