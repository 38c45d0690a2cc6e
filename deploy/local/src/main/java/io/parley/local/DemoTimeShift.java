package io.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.UUID;

/**
 * Spreads the messages of the demo data over the last 24 hours.
 *
 * <p>A platform accepts messages only now, and a message's id contains the time at which it was accepted. So the demo
 * data is real traffic of the last seconds, with everything that real traffic leaves behind, and is moved afterwards:
 * one transaction gives the messages ids of another time and moves all rows that belong to them, and the sandbox shows
 * the same times on its phones. This needs the superuser of the local database, so a remote platform has no such day. If
 * the account has a receiver of callbacks, it has got them with the ids and times of the load.
 *
 * <p>The other ways were worse. Rows that are written by SQL would have to be kept like those of every release, and the
 * phones would not know of them. Services whose clock is a day behind would need a library that replaces the clock of a
 * process, which a machine of a developer does not have, and the database's and the broker's clocks besides; a setting
 * for the clock would exist in production only for this.
 */
final class DemoTimeShift {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int POLL_MS = 100;

    /** Our ids of received messages of which the API shows the network's id. */
    private static final String RESOLVE = """
            update planned p set id = m.id from messaging.inbound_message m
            where p.id is null and m.public_id = p.message_id""";

    /** Counts what a service is working on. Callbacks that wait for a retry are locked, so that none is claimed meanwhile. */
    private static final String PENDING = """
            with jobs as (
              select j.state from messaging.callback_job j join messaging.callback c on c.id = j.id
              join planned p on p.id = c.message_id for update of j)
            select (select count(*) from jobs where state = 'claimed')
              + (select count(*) from messaging.dispatch_job j join planned p on p.id = j.message_id)""";

    private final Platform platform;

    DemoTimeShift(Platform platform) {
        this.platform = platform;
    }

    /**
     * Moves messages, all of them or none.
     *
     * @param messages the member {@code day} of what {@code parley demo --json} prints
     */
    void move(JsonNode messages) throws SQLException, IOException {
        if (messages.isEmpty()) {
            return;
        }
        try (var connection = platform.database().connect(ServiceEnvironment.DATABASE)) {
            connection.setAutoCommit(false);
            plan(connection, messages);
            connection.commit();
            awaitNothingPending(connection);
            try (var script = connection.createStatement()) {
                script.execute(script());
            }
            connection.commit();
        }
        setTimesOfPhones(messages);
    }

    private static void plan(Connection connection, JsonNode messages) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create temporary table planned"
                    + " (message_id text not null, id uuid, at timestamptz not null, status_at timestamptz)");
        }
        try (var insert = connection.prepareStatement("insert into planned values (?, ?, ?, ?)")) {
            for (var message : messages) {
                var id = message.path("messageId").asText();
                insert.setString(1, id);
                insert.setObject(2, uuid(id), Types.OTHER);
                insert.setObject(3, time(message.path("at")), Types.OTHER);
                insert.setObject(4, time(message.path("statusAt")), Types.OTHER);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (var resolve = connection.createStatement()) {
            resolve.execute(RESOLVE);
        }
    }

    /** Our id; null for the network's id of a received message. */
    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String time(JsonNode time) {
        return time.asText(null);
    }

    /** Returns in the transaction that has the locks. */
    private static void awaitNothingPending(Connection connection) throws SQLException {
        var end = System.nanoTime() + TIMEOUT.toNanos();
        while (pending(connection) > 0) {
            connection.rollback();
            if (System.nanoTime() > end) {
                throw new SQLException("messages or callbacks are still being sent");
            }
            pause();
        }
    }

    private static long pending(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(PENDING)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted");
        }
    }

    private static String script() throws IOException {
        try (var in = DemoTimeShift.class.getResourceAsStream("demo-time-shift.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void setTimesOfPhones(JsonNode messages) throws IOException {
        var times = new ObjectMapper().createObjectNode();
        for (var message : messages) {
            if (message.has("phoneId")) {
                times.set(message.path("phoneId").asText(), message.path("at"));
            }
        }
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().sandbox() + "/phones/api/times"))
                .timeout(TIMEOUT)
                .PUT(BodyPublishers.ofString(times.toString()))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 204) {
                throw new IOException("the sandbox answers with status " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
