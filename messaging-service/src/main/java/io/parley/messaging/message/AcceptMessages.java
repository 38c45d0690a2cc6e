package io.parley.messaging.message;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.media.MediaUse;
import io.parley.messaging.media.OutboundMedia;
import io.parley.messaging.message.AcceptSql.Row;
import io.parley.messaging.message.DatabaseClock.Reading;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.messaging.queue.DispatchSlots;
import io.parley.messaging.queue.LostClaims;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.database.DatabaseConfig;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlRows;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Commits accepted requests, those that arrive together in one transaction (ADR 0003): messages, jobs, idempotency keys
 * and callback rows. After the commit, claimed messages are dispatched directly.
 */
@ApplicationScoped
class AcceptMessages {

    private final Pool pool;
    private final DispatchJobs jobs;
    private final DispatchSlots slots;
    private final LostClaims lostClaims;
    private final PlanCallbacks planCallbacks;
    private final CallbackOutbox callbacks;
    private final OutboundMedia media;
    private final StoredResponses storedResponses;
    private final DatabaseClock clock;
    /** Nanoseconds after which the connection of a statement is closed if the server does not respond. */
    private final long unresponsive;

    private final GroupCommit<AcceptBatch, Acceptance> commits;

    AcceptMessages(
            Pool pool,
            DispatchJobs jobs,
            DispatchSlots slots,
            LostClaims lostClaims,
            PlanCallbacks planCallbacks,
            CallbackOutbox callbacks,
            OutboundMedia media,
            StoredResponses storedResponses,
            DatabaseClock clock,
            DatabaseConfig database,
            AcceptConfig settings) {
        this.pool = pool;
        this.jobs = jobs;
        this.slots = slots;
        this.lostClaims = lostClaims;
        this.planCallbacks = planCallbacks;
        this.callbacks = callbacks;
        this.media = media;
        this.storedResponses = storedResponses;
        this.clock = clock;
        this.unresponsive = database.silence().plus(database.probeTimeout()).toNanos();
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
        return prepared()
                .chain(reading -> flush(batch, rows(batch, reading)))
                .map(outcomes -> outcomes(submitted, outcomes));
    }

    private Uni<Reading> prepared() {
        return Uni.combine()
                .all()
                .unis(clock.reading(pool), planCallbacks.prepare())
                .with((reading, settingsLoaded) -> reading);
    }

    private Uni<Map<UUID, Acceptance>> flush(List<AcceptBatch> batch, List<Row> rows) {
        var claim = lostClaims.nextClaim();
        return write(batch, rows, claim)
                .onFailure()
                .invoke(failure -> release(rows, claim))
                .onCancellation()
                .invoke(() -> release(rows, claim))
                .invoke(outcomes -> dispatch(rows, outcomes));
    }

    /** Reserves slots for the first message of each lane, as long as slots are free. */
    private List<Row> rows(List<AcceptBatch> batch, Reading reading) {
        var lanes = new HashSet<Long>();
        var rows = new ArrayList<Row>(batch.size());
        var connectionEnds = System.nanoTime() + unresponsive;
        for (var request : batch) {
            var notAfter = reading.at(latestStart(request.notAfter(), connectionEnds));
            for (var message : request.messages()) {
                var hasSlot = lanes.add(message.lane()) && reserve(message.reference());
                rows.add(new Row(request, message, hasSlot, notAfter));
            }
        }
        return rows;
    }

    /** Latest time to begin the commit, so that its response arrives before the caller's or the connection's end. */
    private static long latestStart(long callerEnds, long connectionEnds) {
        var end = callerEnds - connectionEnds < 0 ? callerEnds : connectionEnds;
        return end - AcceptBatch.COMMIT_TIME;
    }

    private boolean reserve(MessageReference message) {
        return slots.reserve(message.channel(), message.senderId());
    }

    private Uni<Map<UUID, Acceptance>> write(List<AcceptBatch> batch, List<Row> rows, String claim) {
        if (!batch.stream().allMatch(AcceptBatch::isPlain)) {
            return writeGeneral(batch, rows, claim);
        }
        var planned = planned(rows);
        var call = jobs.insert(AcceptSql.PLAIN.with(AcceptSql.MESSAGES, rows), claim);
        if (planned.isEmpty()) {
            return store(pool, call);
        }
        return pool.withTransaction(connection ->
                        store(connection, call).call(stored -> callbacks.insert(connection, ofStored(planned, stored))))
                .invoke(callbacks::wake);
    }

    /** Claims the uploads first; requests whose uploads are unavailable are left out. */
    private Uni<Map<UUID, Acceptance>> writeGeneral(List<AcceptBatch> batch, List<Row> rows, String claim) {
        var uses = batch.stream()
                .flatMap(acceptBatch -> acceptBatch.media().stream())
                .toList();
        return pool.withTransaction(connection -> media.claim(connection, uses)
                        .chain(refused -> writeExcept(refused, connection, batch, rows, claim))
                        .call(outcomes -> media.release(connection, notStored(uses, outcomes))))
                .invoke(callbacks::wake);
    }

    /** @param refused messages whose uploads are unavailable; nothing of their requests is written */
    private Uni<Map<UUID, Acceptance>> writeExcept(
            Set<UUID> refused, SqlConnection connection, List<AcceptBatch> batch, List<Row> rows, String claim) {
        var written =
                rows.stream().filter(row -> !row.request().containsAny(refused)).toList();
        var planned = planned(written);
        return store(connection, jobs.insert(AcceptSql.KEYED.with(AcceptSql.KEYED_MESSAGES, written), claim))
                .call(stored -> callbacks.insert(connection, ofStored(planned, stored)))
                .chain(stored -> storedResponses.addTo(stored, connection, batch))
                .invoke(outcomes -> batch.stream()
                        .filter(acceptBatch -> acceptBatch.containsAny(refused))
                        .forEach(
                                acceptBatch -> outcomes.compute(acceptBatch.id(), (id, known) -> withoutMedia(known))));
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

    /** The commit may have happened although its response was lost. */
    private void release(List<Row> rows, String claim) {
        lostClaims.add(claim);
        rows.stream().filter(Row::hasSlot).forEach(row -> slots.release(channel(row)));
    }

    private void dispatch(List<Row> rows, Map<UUID, Acceptance> outcomes) {
        for (var row : rows) {
            var stored = outcomes.get(row.id()) instanceof Acceptance.Stored s ? s : null;
            if (stored != null && stored.claimed()) {
                slots.submit(row.message().job());
            } else if (row.hasSlot()) {
                slots.release(channel(row));
            }
            if (stored != null && !stored.claimed()) {
                slots.wake(channel(row));
            }
        }
    }

    private static String channel(Row row) {
        return row.message().reference().channel();
    }

    private Map<UUID, CallbackRow> planned(List<Row> rows) {
        Map<UUID, CallbackRow> planned = new HashMap<>();
        for (var row : rows) {
            var reference = row.message().reference();
            var accepted = MessageEvent.of(reference.id(), MessageState.ACCEPTED, reference.acceptedAt(), null);
            planCallbacks
                    .status(new StatusFacts(reference, accepted))
                    .ifPresent(callback -> planned.put(reference.id(), callback));
        }
        return planned;
    }

    private static List<CallbackRow> ofStored(Map<UUID, CallbackRow> planned, Map<UUID, Acceptance> stored) {
        return planned.entrySet().stream()
                .filter(entry -> stored.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Uni<Map<UUID, Acceptance>> store(SqlClient client, SqlCall call) {
        var sentAt = System.nanoTime();
        return call.execute(client).invoke(rows -> clock.update(rows, sentAt)).map(AcceptMessages::stored);
    }

    private static Map<UUID, Acceptance> stored(SqlRows rows) {
        Map<UUID, Acceptance> stored = HashMap.newHashMap(rows.size());
        rows.forEach(row -> stored.put(
                row.uuid("message_id"),
                new Acceptance.Stored(row.enumerated("state", DispatchJobState.class) == DispatchJobState.CLAIMED)));
        return stored;
    }

    private static List<Acceptance> outcomes(List<AcceptBatch> submitted, Map<UUID, Acceptance> outcomes) {
        return submitted.stream()
                .map(acceptBatch -> outcomes.getOrDefault(acceptBatch.id(), new Acceptance.DeadlineExceeded()))
                .toList();
    }
}
