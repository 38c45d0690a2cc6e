package io.parley.messaging.message;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.media.MediaUse;
import io.parley.messaging.media.OutboundMedia;
import io.parley.messaging.message.AcceptSql.Line;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
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
 * Commits accepted requests, those that arrive together in one transaction (ADR 0003): messages, jobs, idempotency keys
 * and callback rows. After the commit, claimed messages are dispatched directly.
 */
@ApplicationScoped
class AcceptMessages {

    private static final String STORED_KEYS = """
            select k.key_id || ' ' || k.key, k.body_hash, k.answer::text
            from unnest($1::text[], $2::text[]) u(key_id, key) join idempotency_key k using (key_id, key)""";

    private final Pool pool;
    private final Handover dispatcher;
    private final PlanCallbacks planCallbacks;
    private final CallbackOutbox callbacks;
    private final OutboundMedia media;
    private final DatabaseClock clock = new DatabaseClock();
    private final GroupCommit<AcceptBatch, Acceptance> commits;

    AcceptMessages(
            Pool pool,
            Handover dispatcher,
            PlanCallbacks planCallbacks,
            CallbackOutbox callbacks,
            OutboundMedia media,
            AcceptConfig settings) {
        this.pool = pool;
        this.dispatcher = dispatcher;
        this.planCallbacks = planCallbacks;
        this.callbacks = callbacks;
        this.media = media;
        this.commits = GroupCommit.named("accept")
                .lanes(settings.lanes())
                .batch(settings.batch())
                .queue(settings.queue())
                .deadline(settings.timeout())
                .splitOnFailure()
                .build(this::flush);
    }

    /** Commits all messages of the request or none. */
    Uni<Acceptance> commit(AcceptBatch acceptBatch) {
        return commits.commit(acceptBatch);
    }

    /** Whether a response is stored for this key. */
    Uni<Boolean> isRepeated(IdempotencyKey key) {
        return key == null
                ? Uni.createFrom().item(false)
                : execute(pool, STORED_KEYS, keyArrays(List.of(key))).map(rows -> rows.rowCount() > 0);
    }

    void drain(@Observes ShutdownEvent event) {
        commits.stop().await().atMost(Duration.ofSeconds(5));
    }

    private Uni<List<Acceptance>> flush(List<AcceptBatch> submitted) {
        var batch = submitted.stream()
                .filter(acceptBatch -> !acceptBatch.deadlineExceeded())
                .toList();
        if (batch.isEmpty()) {
            return Uni.createFrom().item(outcomes(submitted, Map.of()));
        }
        var lines = Line.of(batch);
        var reserved = reserveSlots(lines);
        return write(batch, lines, reserved)
                .onFailure()
                .invoke(failure -> release(lines, reserved))
                .onCancellation()
                .invoke(() -> release(lines, reserved))
                .invoke(outcomes -> dispatch(lines, reserved, outcomes))
                .map(outcomes -> outcomes(submitted, outcomes));
    }

    private Uni<Map<UUID, Acceptance>> write(List<AcceptBatch> batch, List<Line> lines, Set<UUID> reserved) {
        if (!batch.stream().allMatch(AcceptBatch::isPlain)) {
            return writeGeneral(batch, reserved);
        }
        var planned = planned(lines);
        var tuple = AcceptSql.tuple(lines, reserved, dispatcher.jobDefaults(), clock);
        if (planned.isEmpty()) {
            return store(pool, AcceptSql.PLAIN, tuple);
        }
        return pool.withTransaction(connection -> store(connection, AcceptSql.PLAIN, tuple)
                        .call(stored -> callbacks.insert(connection, ofStored(planned, stored))))
                .invoke(callbacks::wake);
    }

    /** Claims the uploads first; requests whose uploads are unavailable are left out. */
    private Uni<Map<UUID, Acceptance>> writeGeneral(List<AcceptBatch> batch, Set<UUID> reserved) {
        var uses = batch.stream()
                .flatMap(acceptBatch -> acceptBatch.media().stream())
                .toList();
        return pool.withTransaction(connection -> media.claim(connection, uses)
                        .chain(refused -> writeExcept(refused, connection, batch, reserved))
                        .call(outcomes -> media.release(connection, notStored(uses, outcomes))))
                .invoke(callbacks::wake);
    }

    /** @param refused messages whose uploads are unavailable; nothing of their requests is written */
    private Uni<Map<UUID, Acceptance>> writeExcept(
            Set<UUID> refused, SqlConnection connection, List<AcceptBatch> batch, Set<UUID> reserved) {
        var lines = Line.of(batch.stream()
                .filter(acceptBatch -> !acceptBatch.containsAny(refused))
                .toList());
        var planned = planned(lines);
        var tuple = AcceptSql.general(AcceptSql.tuple(lines, reserved, dispatcher.jobDefaults(), clock), lines);
        return store(connection, AcceptSql.GENERAL, tuple)
                .call(stored -> callbacks.insert(connection, ofStored(planned, stored)))
                .chain(stored -> withRepeated(connection, batch, stored))
                .invoke(outcomes -> batch.stream()
                        .filter(acceptBatch -> acceptBatch.containsAny(refused))
                        .forEach(acceptBatch -> outcomes.compute(id(acceptBatch), (id, known) -> withoutMedia(known))));
    }

    /** Messages that claimed an upload and were not stored. */
    private static Set<UUID> notStored(List<MediaUse> uses, Map<UUID, Acceptance> outcomes) {
        return uses.stream()
                .map(MediaUse::messageId)
                .filter(id -> !(outcomes.get(id) instanceof Acceptance.Stored))
                .collect(Collectors.toSet());
    }

    /** A repeated request gets the stored response, even if its file was used since. */
    private static Acceptance withoutMedia(Acceptance known) {
        return known instanceof Acceptance.Repeated || known instanceof Acceptance.KeyConflict
                ? known
                : new Acceptance.MediaUnavailable();
    }

    /** Adds the outcome of requests whose idempotency key is in use already. */
    private static Uni<Map<UUID, Acceptance>> withRepeated(
            SqlClient connection, List<AcceptBatch> batch, Map<UUID, Acceptance> stored) {
        var refused = batch.stream()
                .filter(acceptBatch -> acceptBatch.idempotencyKey() != null && !stored.containsKey(id(acceptBatch)))
                .toList();
        if (refused.isEmpty()) {
            return Uni.createFrom().item(stored);
        }
        var keys = keyArrays(refused.stream().map(AcceptBatch::idempotencyKey).toList());
        return execute(connection, STORED_KEYS, keys).map(rows -> {
            var known = byKey(rows);
            refused.forEach(acceptBatch -> stored.put(id(acceptBatch), storedResponse(acceptBatch, known)));
            return stored;
        });
    }

    private static Tuple keyArrays(List<IdempotencyKey> keys) {
        return Tuple.of(
                keys.stream().map(IdempotencyKey::keyId).toArray(String[]::new),
                keys.stream().map(IdempotencyKey::name).toArray(String[]::new));
    }

    private static Acceptance storedResponse(AcceptBatch acceptBatch, Map<String, Row> known) {
        var row = known.get(acceptBatch.idempotencyKey().id());
        if (row == null) {
            return new Acceptance.DeadlineExceeded();
        }
        return acceptBatch.idempotencyKey().sameBody(row.getBuffer(1).getBytes())
                ? new Acceptance.Repeated(row.getString(2))
                : new Acceptance.KeyConflict();
    }

    private static Map<String, Row> byKey(RowSet<Row> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.getString(0), Function.identity()));
    }

    /** Reserves slots for the first message of each lane, as long as slots are free. Returns their messages. */
    private Set<UUID> reserveSlots(List<Line> lines) {
        var lanes = new HashSet<Long>();
        return lines.stream()
                .map(Line::message)
                .filter(message -> lanes.add(message.lane()) && dispatcher.reserve(message))
                .map(message -> message.reference().id())
                .collect(Collectors.toSet());
    }

    private void release(List<Line> lines, Set<UUID> reserved) {
        lines.stream()
                .map(Line::message)
                .filter(message -> reserved.contains(message.reference().id()))
                .forEach(dispatcher::release);
    }

    private void dispatch(List<Line> lines, Set<UUID> reserved, Map<UUID, Acceptance> outcomes) {
        for (var line : lines) {
            var message = line.message();
            var stored = outcomes.get(message.reference().id()) instanceof Acceptance.Stored s ? s : null;
            if (stored != null && stored.claimed()) {
                dispatcher.dispatch(message);
            } else if (reserved.contains(message.reference().id())) {
                dispatcher.release(message);
            }
            if (stored != null && !stored.claimed()) {
                dispatcher.wake(message.reference().channel());
            }
        }
    }

    private Map<UUID, CallbackRow> planned(List<Line> lines) {
        Map<UUID, CallbackRow> planned = new HashMap<>();
        for (var line : lines) {
            var reference = line.message().reference();
            var accepted = MessageEvent.of(reference.id(), MessageState.ACCEPTED, reference.acceptedAt(), null);
            planCallbacks
                    .status(new StatusFacts(reference, accepted))
                    .ifPresent(row -> planned.put(reference.id(), row));
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
        var sentAt = System.nanoTime();
        return execute(client, sql, tuple)
                .invoke(rows -> clock.update(databaseTime(rows), sentAt, System.nanoTime()))
                .map(AcceptMessages::stored);
    }

    private static OffsetDateTime databaseTime(RowSet<Row> rows) {
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

    private static List<Acceptance> outcomes(List<AcceptBatch> submitted, Map<UUID, Acceptance> outcomes) {
        return submitted.stream()
                .map(acceptBatch -> outcomes.getOrDefault(id(acceptBatch), new Acceptance.DeadlineExceeded()))
                .toList();
    }

    /** The outcome of the first message is the outcome of all. */
    private static UUID id(AcceptBatch acceptBatch) {
        return acceptBatch.lead().reference().id();
    }
}
