package io.parley.runtime.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.bus.BusRecord;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.bus.TestBroker;
import io.parley.runtime.database.TestPool;
import io.parley.runtime.test.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault")
class OutboxTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static Pool pool;
    private static EventPublisher bus;

    private final String topic = "outbox-" + UUID.randomUUID();
    private final Outbox outbox = new Outbox("test", VERTX, pool, bus);

    @BeforeAll
    static void connect() throws IOException {
        pool = TestPool.create(VERTX, 4, "search_path", "outbox_test");
        bus = TestBroker.publisher();
        run("drop schema if exists outbox_test cascade");
        run("create schema outbox_test");
        try (var sql = OutboxTest.class.getResourceAsStream("/db/outbox.sql")) {
            run(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @AfterAll
    static void close() {
        pool.close().await().atMost(TIMEOUT);
        VERTX.close();
    }

    @BeforeEach
    void createTopic() {
        TestBroker.publishFirst(bus, BusRecord.of(topic, "first", "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void stop() {
        outbox.stop().await().atMost(TIMEOUT);
        run("truncate outbox");
    }

    @Test
    void committedRowsArePublishedAndRemoved() {
        var rows = rows(50);
        pool.withTransaction(connection -> outbox.append(connection, rows))
                .await()
                .atMost(TIMEOUT);

        outbox.publish(rows).await().atMost(TIMEOUT);

        assertEquals(payloads(rows), published(50));
        assertEquals(0, pending());
    }

    @Test
    void unpublishedRowsAreSwept() {
        var rows = rows(1_200);
        pool.withTransaction(connection -> outbox.append(connection, rows))
                .await()
                .atMost(TIMEOUT);

        outbox.start();

        assertEquals(
                payloads(rows).stream().sorted().toList(),
                published(1_200).stream().sorted().toList());
        awaitEmpty();
    }

    @Test
    void aRowThatCommitsAfterALaterOneIsNotSkipped() {
        var early = rows(1);
        var late = rows(1);
        outbox.start();

        pool.withTransaction(slow -> outbox.append(slow, early)
                        .chain(() -> pool.withTransaction(fast -> outbox.append(fast, late)))
                        .onItem()
                        .delayIt()
                        .by(Duration.ofSeconds(3)))
                .await()
                .atMost(TIMEOUT);

        assertEquals(2, published(2).size());
        awaitEmpty();
    }

    @Test
    void twoSweepersPublishEachRowOnce() {
        var rows = rows(1_000);
        pool.withTransaction(connection -> outbox.append(connection, rows))
                .await()
                .atMost(TIMEOUT);
        run("update outbox set created_at = now() - interval '1 minute'");
        var second = new Outbox("test", VERTX, pool, bus);

        outbox.start();
        second.start();
        awaitEmpty();

        assertEquals(1_000, published(1_000).size());
        second.stop().await().atMost(TIMEOUT);
    }

    @Test
    void rowsAreKeptWhileTheBrokerIsUnavailable() {
        var rows = rows(10);
        Infrastructure.kafka().fail().run();
        try {
            outbox.start();
            pool.withTransaction(connection -> outbox.append(connection, rows))
                    .await()
                    .atMost(TIMEOUT);
            outbox.publish(rows).await().atMost(TIMEOUT);
            assertEquals(10, pending());
        } finally {
            Infrastructure.kafka().recover().run();
        }

        var found = published(10);
        assertTrue(found.containsAll(payloads(rows)));
        awaitEmpty();
    }

    private List<OutboxRow> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> OutboxRow.of(topic, "key", "{\"fact\":\"" + UUID.randomUUID() + "\"}"))
                .toList();
    }

    private static List<String> payloads(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::payload).toList();
    }

    private List<String> published(int count) {
        return TestBroker.read(topic, count + 1).stream()
                .filter(message -> message.key().equals("key"))
                .map(ConsumerRecord::value)
                .toList();
    }

    private static void awaitEmpty() {
        var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (pending() > 0) {
            assertTrue(System.nanoTime() < deadline, pending() + " rows left");
        }
    }

    private static long pending() {
        return OutboxTable.backlog(pool).await().atMost(TIMEOUT).pending();
    }

    private static void run(String sql) {
        pool.query(sql).execute().await().atMost(TIMEOUT);
    }
}
