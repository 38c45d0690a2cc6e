package io.parley.messaging.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.RowCount;
import io.parley.messaging.channel.scripted.ScriptedNetwork;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.MessageState;
import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server reads no table completely for a page, and a page reads no more when there are more messages. */
@QuarkusTest
@TestProfile(ScriptedNetwork.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class SearchCostTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int SIZE = 50;
    private static final int SENDERS = 1_000;
    private static final int FEW = 30_000;
    private static final int MANY = 200_000;
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    private static final Pattern SCANNED = Pattern.compile("Seq Scan on (\\w+)");

    /** The server reads a table of a few pages rather than its index. */
    private static final int FEW_ROWS = 1000;

    /**
     * With seven times the messages. An index of more entries can have one level more, and the server looks up rows of
     * pages that changed lately.
     */
    private static final double MAX_GROWTH = 2;

    @Inject
    Tenant tenant;

    @Inject
    Pool pool;

    @Inject
    Directory directory;

    private final String person = Tenant.person();
    private InsertedMessages stored;

    @BeforeEach
    void prepareMessages() {
        stored = new InsertedMessages(pool, tenant);
    }

    @Test
    void pageReadsTheSameNumberOfBuffersWithMoreMessages() {
        stored.many(FEW, Instant.now().minusSeconds(600), person);
        stored.vacuum();
        var few = buffers(searches());

        stored.many(MANY, Instant.now().minusSeconds(300), person);
        stored.vacuum();
        var many = buffers(searches());

        few.forEach((search, buffers) -> assertTrue(
                many.get(search) <= buffers * MAX_GROWTH,
                () -> "buffers of " + search + ": " + buffers + ", then " + many.get(search)));
    }

    /** A page of an operator is full and reads as much as with one sender, if the messages are of a thousand. */
    @Test
    void operatorsPageIsFullAndReadsTheSameNumberOfBuffersWithAThousandSenders() {
        stored.many(FEW, Instant.now().minusSeconds(600), person);
        stored.vacuum();
        var few = buffers(ofOperator());

        stored.ofSenders(SENDERS, Instant.now().minusSeconds(60), person);
        stored.vacuum();

        buffers(ofOperator())
                .forEach((search, buffers) -> assertTrue(
                        buffers <= few.get(search) * MAX_GROWTH,
                        () -> "buffers of " + search + ": " + few.get(search) + ", then " + buffers));
        ofOperator().forEach((search, plan) -> assertEquals(SIZE + 1, found(plan), search));
        for (var search : ofOperator().entrySet()) {
            assertEquals(0, scannedByGenericPlan(search.getValue()), search.getKey());
        }
    }

    /** The searches of an operator who names no sender, on a deployment with many. */
    private Map<String, SearchPlan> ofOperator() {
        var senders = IntStream.range(0, SENDERS)
                .mapToObj(SearchCostTest::sender)
                .collect(Collectors.toCollection(ArrayList::new));
        senders.add(directory.sender(tenant.sender()).orElseThrow());
        var viber = new ChannelName("viber");
        return Map.of(
                "all", SearchPlan.of(MessageFilter.NONE, senders, true),
                "person", SearchPlan.of(filter(null, person, null), senders, true),
                "person on a channel", SearchPlan.of(filter(viber, person, null), senders, true),
                "context", SearchPlan.of(filter(null, null, "campaign"), senders, true),
                "channel", SearchPlan.of(filter(viber, null, null), senders, true));
    }

    private static MessageFilter filter(ChannelName channel, String to, String context) {
        return new MessageFilter(channel, null, null, to, null, context, null, null, null, null);
    }

    private static Sender sender(int number) {
        return new Sender(
                UUID.nameUUIDFromBytes(("sender " + number).getBytes(StandardCharsets.UTF_8)),
                UUID.randomUUID(),
                new ChannelName("viber"),
                "Sender " + number,
                null,
                "Sender " + number,
                null,
                EnumSet.allOf(Scope.class),
                Map.of(),
                true,
                1);
    }

    private int found(SearchPlan plan) {
        return pool.withTransaction(connection -> connection
                        .query(SearchSql.SETTINGS)
                        .execute()
                        .chain(() -> call(plan).execute(connection)))
                .await()
                .atMost(TIMEOUT)
                .list(row -> row.uuid("id"))
                .size();
    }

    /** The prepared statements of the pool have such plans after some executions. */
    @Test
    void planWithoutTheValuesOfParametersReadsNoTableCompletely() {
        stored.many(FEW, Instant.now().minusSeconds(60), person);
        stored.vacuum();

        for (var search : searches().entrySet()) {
            assertEquals(0, scannedByGenericPlan(search.getValue()), search.getKey());
        }
    }

    private Map<String, SearchPlan> searches() {
        var sender = directory.sender(tenant.sender()).orElseThrow();
        var all = new TreeMap<String, SearchPlan>();
        all.put("all", plan(sender, null, null, null, null));
        all.put("sender", plan(sender, tenant.serviceId(), null, null, null));
        all.put("person", plan(sender, null, person, null, null));
        all.put("context", plan(sender, null, null, "campaign", null));
        all.put("failed", plan(sender, null, null, null, MessageState.FAILED));
        all.put("delivered", plan(sender, null, null, null, MessageState.DELIVERED));
        all.put("rare", plan(sender, null, null, null, MessageState.DELETED));
        all.put("conversation", SearchPlan.ofConversation(MessageFilter.NONE, sender, person));
        all.put("operator", SearchPlan.of(MessageFilter.NONE, List.of(sender), true));
        return all;
    }

    private static SearchPlan plan(Sender sender, String from, String to, String context, MessageState status) {
        var filter = new MessageFilter(null, null, from, to, status, context, null, null, null, null);
        return SearchPlan.of(filter, List.of(sender), false);
    }

    private Map<String, Long> buffers(Map<String, SearchPlan> searches) {
        return searches.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, search -> explained(search.getKey(), search.getValue())));
    }

    private long explained(String name, SearchPlan plan) {
        var lines = pool.withTransaction(connection -> connection
                        .query(SearchSql.SETTINGS)
                        .execute()
                        .chain(() -> call(plan).execute(new ExplainingClient(connection))))
                .await()
                .atMost(TIMEOUT)
                .list(row -> row.text("QUERY PLAN"));
        var text = String.join("\n", lines);
        SCANNED.matcher(text)
                .results()
                .map(scan -> scan.group(1))
                .forEach(table -> assertTrue(rows(table) < FEW_ROWS, () -> name + " scans " + table + "\n" + text));
        var buffers = BUFFERS.matcher(text);
        assertTrue(buffers.find(), text);
        return count(buffers.group(1)) + count(buffers.group(2));
    }

    private long rows(String table) {
        return RowCount.of(pool, table);
    }

    /** Rows that sequential scans of large tables read, as the server counts them in the transaction. */
    private long scannedByGenericPlan(SearchPlan plan) {
        return pool.withTransaction(connection -> connection
                        .query("set local plan_cache_mode = force_generic_plan; " + SearchSql.SETTINGS)
                        .execute()
                        .chain(() -> call(plan).execute(connection))
                        .chain(() -> scanned(connection)))
                .await()
                .atMost(TIMEOUT);
    }

    private static Uni<Long> scanned(SqlConnection connection) {
        return connection.query("""
                        select coalesce(sum(seq_tup_read), 0)::bigint
                        from pg_stat_xact_user_tables s join pg_class c on c.oid = s.relid
                        where s.relname ~ '^(message|message_event|inbound_message)_[0-9]'
                          and c.reltuples >= """ + FEW_ROWS).execute().map(rows -> rows.iterator()
                .next()
                .getLong(0));
    }

    private static SqlCall call(SearchPlan plan) {
        return plan.call(PageRequest.first(SIZE), IdRange.of(null, null, Instant.now()));
    }

    private static long count(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
