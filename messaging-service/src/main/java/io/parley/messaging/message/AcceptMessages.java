package io.parley.messaging.message;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.media.MediaUse;
import io.parley.messaging.media.OutboundMedia;
import io.parley.messaging.message.AcceptSql.Line;
import io.parley.runtime.commit.GroupCommit;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Commits what requests hand over, those that arrive together in one transaction (architecture D5, D6): messages, jobs,
 * name of the request and callback rows. After the commit claimed messages go straight on to be sent.
 */
@ApplicationScoped
class AcceptMessages {

    private static final String STORED_NAMES = """
            select k.key_id || ' ' || k.key, k.body_hash, k.answer::text
            from unnest($1::text[], $2::text[]) u(key_id, key) join idempotency_key k using (key_id, key)""";

    private final Pool pool;
    private final Handover handover;
    private final PlanCallbacks plan;
    private final CallbackOutbox callbacks;
    private final OutboundMedia media;
    private final DatabaseClock clock = new DatabaseClock();
    private final GroupCommit<AcceptBatch, Acceptance> commits;

    AcceptMessages(
            Pool pool,
            Handover handover,
            PlanCallbacks plan,
            CallbackOutbox callbacks,
            OutboundMedia media,
            AcceptConfig settings) {
        this.pool = pool;
        this.handover = handover;
        this.plan = plan;
        this.callbacks = callbacks;
        this.media = media;
        this.commits = GroupCommit.named("accept")
                .lanes(settings.lanes())
                .batch(settings.batch())
                .queue(settings.queue())
                .deadline(settings.timeout())
                .splitOnFailure()
                .on(this::flush);
    }

    /** All messages of the consignment or none. */
    Uni<Acceptance> commit(AcceptBatch consignment) {
        return commits.commit(consignment);
    }

    /** Whether a request of this name was done before. */
    Uni<Boolean> isRepetition(IdempotencyKey repeatable) {
        return repeatable == null
                ? Uni.createFrom().item(false)
                : execute(pool, STORED_NAMES, names(List.of(repeatable))).map(rows -> rows.rowCount() > 0);
    }

    void drain(@Observes ShutdownEvent event) {
        commits.stop().await().atMost(Duration.ofSeconds(5));
    }

    private Uni<List<Acceptance>> flush(List<AcceptBatch> arrived) {
        var batch =
                arrived.stream().filter(consignment -> !consignment.tooLate()).toList();
        if (batch.isEmpty()) {
            return Uni.createFrom().item(outcomes(arrived, Map.of()));
        }
        var lines = Line.of(batch);
        var reserved = reserved(lines);
        return written(batch, lines, reserved)
                .onFailure()
                .invoke(failure -> release(lines, reserved))
                .onCancellation()
                .invoke(() -> release(lines, reserved))
                .invoke(outcomes -> dispatch(lines, reserved, outcomes))
                .map(outcomes -> outcomes(arrived, outcomes));
    }

    private Uni<Map<UUID, Acceptance>> written(List<AcceptBatch> batch, List<Line> lines, Set<UUID> reserved) {
        if (!batch.stream().allMatch(AcceptBatch::isPlain)) {
            return writeGeneral(batch, reserved);
        }
        var planned = planned(lines);
        var tuple = AcceptSql.tuple(lines, reserved, handover.terms(), clock);
        if (planned.isEmpty()) {
            return store(pool, AcceptSql.PLAIN, tuple);
        }
        return pool.withTransaction(connection -> store(connection, AcceptSql.PLAIN, tuple)
                        .call(stored -> callbacks.insert(connection, ofStored(planned, stored))))
                .invoke(callbacks::wake);
    }

    /** With their uploads promised to them first; whose are gone is left out. */
    private Uni<Map<UUID, Acceptance>> writeGeneral(List<AcceptBatch> batch, Set<UUID> reserved) {
        var uses = batch.stream()
                .flatMap(consignment -> consignment.media().stream())
                .toList();
        return pool.withTransaction(connection -> media.claim(connection, uses)
                        .chain(refused -> writeAllBut(refused, connection, batch, reserved))
                        .call(outcomes -> media.release(connection, notStored(uses, outcomes))))
                .invoke(callbacks::wake);
    }

    /** @param refused messages without their uploads; nothing of their consignments is written */
    private Uni<Map<UUID, Acceptance>> writeAllBut(
            Set<UUID> refused, SqlConnection connection, List<AcceptBatch> batch, Set<UUID> reserved) {
        var lines = Line.of(batch.stream()
                .filter(consignment -> !consignment.hasAnyOf(refused))
                .toList());
        var planned = planned(lines);
        var tuple = AcceptSql.general(AcceptSql.tuple(lines, reserved, handover.terms(), clock), lines);
        return store(connection, AcceptSql.GENERAL, tuple)
                .call(stored -> callbacks.insert(connection, ofStored(planned, stored)))
                .chain(stored -> withRepetitions(connection, batch, stored))
                .invoke(outcomes -> batch.stream()
                        .filter(consignment -> consignment.hasAnyOf(refused))
                        .forEach(consignment -> outcomes.compute(id(consignment), (id, known) -> withoutMedia(known))));
    }

    /** Messages that were promised an upload and are none after all. */
    private static Set<UUID> notStored(List<MediaUse> uses, Map<UUID, Acceptance> outcomes) {
        return uses.stream()
                .map(MediaUse::messageId)
                .filter(id -> !(outcomes.get(id) instanceof Acceptance.Stored))
                .collect(Collectors.toSet());
    }

    /** What was done before is told again, though its file may be used up by now. */
    private static Acceptance withoutMedia(Acceptance known) {
        return known instanceof Acceptance.Repeated || known instanceof Acceptance.KeyConflict
                ? known
                : new Acceptance.MediaUnavailable();
    }

    /** Answers those whose name was taken from what was kept under it. */
    private static Uni<Map<UUID, Acceptance>> withRepetitions(
            SqlClient connection, List<AcceptBatch> batch, Map<UUID, Acceptance> stored) {
        var refused = batch.stream()
                .filter(consignment -> consignment.repeatable() != null && !stored.containsKey(id(consignment)))
                .toList();
        if (refused.isEmpty()) {
            return Uni.createFrom().item(stored);
        }
        var names = names(refused.stream().map(AcceptBatch::repeatable).toList());
        return execute(connection, STORED_NAMES, names).map(rows -> {
            var known = byName(rows);
            refused.forEach(consignment -> stored.put(id(consignment), repetition(consignment, known)));
            return stored;
        });
    }

    private static Tuple names(List<IdempotencyKey> repeatables) {
        return Tuple.of(
                repeatables.stream().map(IdempotencyKey::keyId).toArray(String[]::new),
                repeatables.stream().map(IdempotencyKey::name).toArray(String[]::new));
    }

    private static Acceptance repetition(AcceptBatch consignment, Map<String, Row> known) {
        var row = known.get(consignment.repeatable().id());
        if (row == null) {
            return new Acceptance.DeadlineExceeded();
        }
        return consignment.repeatable().sameBody(row.getBuffer(1).getBytes())
                ? new Acceptance.Repeated(row.getString(2))
                : new Acceptance.KeyConflict();
    }

    private static Map<String, Row> byName(RowSet<Row> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.getString(0), Function.identity()));
    }

    /** The messages that have a place: the first of each lane, as far as there are places. */
    private Set<UUID> reserved(List<Line> lines) {
        var lanes = new HashSet<Long>();
        return lines.stream()
                .map(Line::message)
                .filter(message -> lanes.add(message.lane()) && handover.reserve(message))
                .map(message -> message.facts().id())
                .collect(Collectors.toSet());
    }

    private void release(List<Line> lines, Set<UUID> reserved) {
        lines.stream()
                .map(Line::message)
                .filter(message -> reserved.contains(message.facts().id()))
                .forEach(handover::release);
    }

    private void dispatch(List<Line> lines, Set<UUID> reserved, Map<UUID, Acceptance> outcomes) {
        for (var line : lines) {
            var message = line.message();
            var stored = outcomes.get(message.facts().id()) instanceof Acceptance.Stored s ? s : null;
            if (stored != null && stored.claimed()) {
                handover.take(message);
            } else if (reserved.contains(message.facts().id())) {
                handover.release(message);
            }
            if (stored != null && !stored.claimed()) {
                handover.wake(message.facts().channel());
            }
        }
    }

    private Map<UUID, CallbackRow> planned(List<Line> lines) {
        Map<UUID, CallbackRow> planned = new HashMap<>();
        for (var line : lines) {
            var facts = line.message().facts();
            var accepted = MessageEvent.of(facts.id(), MessageState.ACCEPTED, facts.acceptedAt(), null);
            plan.status(facts.status(accepted)).ifPresent(row -> planned.put(facts.id(), row));
        }
        return planned;
    }

    private static List<CallbackRow> ofStored(Map<UUID, CallbackRow> planned, Map<UUID, Acceptance> stored) {
        return planned.entrySet().stream()
                .filter(entry -> stored.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Uni<Map<UUID, Acceptance>> store(SqlClient client, String sql, Tuple tuple) {
        var askedAt = System.nanoTime();
        return execute(client, sql, tuple)
                .invoke(rows -> clock.update(result(rows), askedAt, System.nanoTime()))
                .map(AcceptMessages::stored);
    }

    private static OffsetDateTime result(RowSet<Row> rows) {
        return rows.rowCount() == 0 ? null : rows.iterator().next().getOffsetDateTime(2);
    }

    private static Uni<RowSet<Row>> execute(SqlClient client, String sql, Tuple tuple) {
        return client.preparedQuery(sql).execute(tuple);
    }

    private static Map<UUID, Acceptance> stored(RowSet<Row> rows) {
        Map<UUID, Acceptance> stored = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> stored.put(row.getUUID(0), new Acceptance.Stored(row.getShort(1) != 0)));
        return stored;
    }

    private static List<Acceptance> outcomes(List<AcceptBatch> arrived, Map<UUID, Acceptance> outcomes) {
        return arrived.stream()
                .map(consignment -> outcomes.getOrDefault(id(consignment), new Acceptance.DeadlineExceeded()))
                .toList();
    }

    /** What becomes of the first message becomes of all. */
    private static UUID id(AcceptBatch consignment) {
        return consignment.lead().facts().id();
    }
}
