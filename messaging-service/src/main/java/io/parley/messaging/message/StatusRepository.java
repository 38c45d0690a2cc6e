package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.model.MessageState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables that map statuses to messages: provider references, orphans, open jobs. One statement per batch. */
@ApplicationScoped
class StatusRepository {

    /**
     * By our own id if the provider returns it, else by the provider's. If an SMSC reuses an id, the newest message
     * wins; nothing older than 60 days is searched, so that the cost does not grow with history. If the number base of
     * a provider's ids is not known, the recipient must match, because the same digits may be another message's id in
     * the other base.
     */
    private static final String RESOLVE = """
            select %s, s.ord, coalesce(r.parts, 1::smallint)
            from unnest($1::int[], $2::text[], $3::text[], $4::uuid[], $5::text[])
              as s (ord, provider, provider_id, message_id, recipient)
            left join lateral (
              select ref.message_id, ref.parts from provider_ref ref
              where s.message_id is null and ref.provider_id = s.provider_id and ref.provider = s.provider
                and ref.message_id >= uuid_at(now() - interval '60 days')
              order by ref.message_id desc limit 1) r on true
            join message m on m.id = coalesce(s.message_id, r.message_id)
              and (s.recipient is null or m.recipient = s.recipient)""".formatted(MessageColumns.COLUMNS);

    /**
     * By all representations of an id: messages to this recipient first, then the id as written; the other base only if
     * it matches exactly one message.
     */
    private static final String RESOLVE_ALTERNATIVES = """
            with candidate as materialized (
              select s.ord, s.own, ref.message_id, ref.parts, ref.provider_id,
                coalesce(m.recipient = s.recipient, false) as addressed
              from unnest($1::int[], $2::text[], $3::text[], $4::boolean[], $5::text[])
                as s (ord, provider, provider_id, own, recipient)
              join provider_ref ref on ref.provider_id = s.provider_id and ref.provider = s.provider
                and ref.message_id >= uuid_at(now() - interval '60 days')
              join message m on m.id = ref.message_id
            ), best as (
              select distinct on (ord) * from candidate order by ord, addressed desc, own desc, message_id desc
            )
            select %s, b.ord, b.parts, b.provider_id
            from best b join message m on m.id = b.message_id
            where b.own or 1 = (select count(distinct c.message_id) from candidate c
                                where c.ord = b.ord and c.addressed = b.addressed)""".formatted(MessageColumns.COLUMNS);

    private static final int AFTER_FACTS = 10;

    private static final String INSERT_REFERENCES = """
            insert into provider_ref (provider_id, provider, message_id)
            select * from unnest($1::text[], $2::text[], $3::uuid[]) on conflict do nothing""";

    private static final String KEEP_ORPHANS = """
            insert into orphan_status (provider, provider_id, state, at, error_code, error_text, details,
              identity, recipient, reference, excerpt, alternatives, parts)
            select provider, provider_id, state, at, error_code, error_text, details::jsonb,
              identity, recipient, reference, excerpt, string_to_array(alternatives, ' '), parts
            from unnest($1::text[], $2::text[], $3::smallint[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::int[], $11::text[], $12::text[], $13::smallint[])
              as t (provider, provider_id, state, at, error_code, error_text, details,
                identity, recipient, reference, excerpt, alternatives, parts)
            order by provider, provider_id, state
            on conflict do nothing""";

    /**
     * Locks the job against concurrent changes, so that a hold never outlasts the proof. A message of a bulk that was
     * only submitted keeps its lane until it is delivered or fails.
     */
    private static final String SETTLE = """
            with proof as (
              select message_id, max(state) as state from unnest($1::uuid[], $2::smallint[]) as s (message_id, state)
              group by message_id
            ), known as (
              select j.message_id, j.channel, j.lane, j.state, j.holds and p.state < 3 as holds
              from dispatch_job j join proof p using (message_id) for update of j
            ), ended as (
              delete from dispatch_job j using known k where j.message_id = k.message_id and not k.holds
            ), held as (
              update dispatch_job j
              set state = 3, leased_until = now() + $3::bigint * interval '1 ms', lease_owner = null, hold_until = null
              from known k where j.message_id = k.message_id and k.holds and k.state <> 3
            )
            select message_id, channel, state, not holds and
              exists (select 1 from dispatch_job w where w.lane = k.lane and w.message_id <> k.message_id)
            from known k""";

    private static final String RELEASE = """
            with ended as (
              delete from dispatch_job where message_id = any($1::uuid[]) and state = 3
              returning message_id, channel, lane, state
            )
            select message_id, channel, state,
              exists (select 1 from dispatch_job w where w.lane = e.lane and w.message_id <> e.message_id)
            from ended e""";

    private final Handover dispatcher;

    StatusRepository(Handover dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Returns the statuses whose message is known, with their index in the list. */
    Uni<List<Resolved>> resolve(SqlConnection connection, List<Status> statuses) {
        return connection
                .preparedQuery(RESOLVE)
                .execute(Tuple.of(
                        IntStream.range(0, statuses.size()).boxed().toArray(Integer[]::new),
                        ColumnArrays.of(statuses, Status::provider, String[]::new),
                        ColumnArrays.of(statuses, Status::providerMessageId, String[]::new),
                        ColumnArrays.of(statuses, Status::messageId, UUID[]::new),
                        ColumnArrays.of(
                                statuses, s -> s.alternatives().isEmpty() ? null : recipient(s), String[]::new)))
                .map(rows -> resolved(rows, statuses))
                .chain(resolved -> resolveAlternatives(connection, statuses, resolved));
    }

    /** Only for statuses without a match by their own id, so that it costs nothing if ids have one representation. */
    private static Uni<List<Resolved>> resolveAlternatives(
            SqlConnection connection, List<Status> statuses, List<Resolved> resolved) {
        var found = resolved.stream().map(Resolved::place).collect(Collectors.toSet());
        var unresolved = IntStream.range(0, statuses.size())
                .filter(index -> !found.contains(index))
                .boxed()
                .flatMap(index -> candidates(index, statuses.get(index)))
                .toList();
        return unresolved.isEmpty()
                ? Uni.createFrom().item(resolved)
                : connection
                        .preparedQuery(RESOLVE_ALTERNATIVES)
                        .execute(Tuple.of(
                                ColumnArrays.of(unresolved, Candidate::place, Integer[]::new),
                                ColumnArrays.of(
                                        unresolved,
                                        candidate -> candidate.status().provider(),
                                        String[]::new),
                                ColumnArrays.of(unresolved, Candidate::id, String[]::new),
                                ColumnArrays.of(unresolved, Candidate::own, Boolean[]::new),
                                ColumnArrays.of(unresolved, candidate -> recipient(candidate.status()), String[]::new)))
                        .map(rows -> appended(resolved, rows, statuses));
    }

    /** @param own whether the id is as the provider wrote it */
    private record Candidate(int place, Status status, String id, boolean own) {}

    private static Stream<Candidate> candidates(int index, Status status) {
        return status.alternatives().isEmpty()
                ? Stream.of()
                : Stream.concat(
                        Stream.of(new Candidate(index, status, status.providerMessageId(), true)),
                        status.alternatives().stream().map(id -> new Candidate(index, status, id, false)));
    }

    /** Null if the status does not name its recipient. */
    private static String recipient(Status status) {
        return status.hints() == null ? null : status.hints().recipient();
    }

    private static List<Resolved> appended(List<Resolved> resolved, RowSet<Row> rows, List<Status> statuses) {
        var all = new ArrayList<>(resolved);
        for (var row : rows) {
            var index = row.getInteger(AFTER_FACTS);
            var status = statuses.get(index).named(row.getString(AFTER_FACTS + 2));
            all.add(new Resolved(
                    index, new StatusUpdate(status, MessageColumns.reference(row, 0), row.getShort(AFTER_FACTS + 1))));
        }
        return all;
    }

    /** Stores the provider ids of messages whose submit response was lost. */
    Uni<Void> insertReferences(SqlConnection connection, List<StatusUpdate> updates) {
        if (updates.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT_REFERENCES)
                .execute(Tuple.of(
                        ColumnArrays.of(updates, e -> e.status().providerMessageId(), String[]::new),
                        ColumnArrays.of(updates, e -> e.status().provider(), String[]::new),
                        ColumnArrays.of(updates, e -> e.message().id(), UUID[]::new)))
                .replaceWithVoid();
    }

    /** Stores statuses of unknown messages until their message is known or they expire. */
    Uni<Void> keepOrphans(SqlConnection connection, List<Status> statuses) {
        if (statuses.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(KEEP_ORPHANS)
                .execute(Tuple.tuple()
                        .addArrayOfString(ColumnArrays.of(statuses, Status::provider, String[]::new))
                        .addArrayOfString(ColumnArrays.of(statuses, Status::providerMessageId, String[]::new))
                        .addArrayOfShort(
                                ColumnArrays.of(statuses, s -> s.state().code(), Short[]::new))
                        .addArrayOfOffsetDateTime(
                                ColumnArrays.of(statuses, s -> s.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                        .addArrayOfString(ColumnArrays.of(
                                statuses,
                                s -> s.error() == null ? null : s.error().code(),
                                String[]::new))
                        .addArrayOfString(ColumnArrays.of(
                                statuses,
                                s -> s.error() == null ? null : s.error().message(),
                                String[]::new))
                        .addArrayOfString(ColumnArrays.of(
                                statuses,
                                s -> s.details() == null ? null : s.details().toString(),
                                String[]::new))
                        .addArrayOfString(hints(statuses, SubmitHints::identity, String[]::new))
                        .addArrayOfString(hints(statuses, SubmitHints::recipient, String[]::new))
                        .addArrayOfInteger(hints(statuses, SubmitHints::reference, Integer[]::new))
                        .addArrayOfString(hints(statuses, hint -> Excerpt.of(hint.text()), String[]::new))
                        .addArrayOfString(ColumnArrays.of(
                                statuses,
                                s -> s.alternatives().isEmpty() ? null : String.join(" ", s.alternatives()),
                                String[]::new))
                        .addArrayOfShort(ColumnArrays.of(statuses, s -> (short) s.parts(), Short[]::new)))
                .replaceWithVoid();
    }

    private static <C> C[] hints(List<Status> statuses, Function<SubmitHints, C> member, IntFunction<C[]> array) {
        return ColumnArrays.of(statuses, s -> s.hints() == null ? null : member.apply(s.hints()), array);
    }

    /** Ends the jobs of messages that the provider has, as a status proves. */
    Uni<List<EndedJob>> settle(SqlConnection connection, List<StatusUpdate> updates) {
        var proofs = updates.stream().filter(StatusUpdate::provesAcceptance).toList();
        if (proofs.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.of(
                        ColumnArrays.of(proofs, e -> e.message().id(), UUID[]::new),
                        ColumnArrays.of(proofs, e -> proven(e).code(), Short[]::new),
                        dispatcher.jobDefaults().bulkTimeout().toMillis()))
                .map(rows -> rows.stream().map(EndedJob::of).toList());
    }

    /** Releases the lanes of long texts whose last segment is delivered. */
    Uni<List<EndedJob>> release(SqlConnection connection, List<StatusUpdate> complete) {
        return complete.isEmpty()
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(RELEASE)
                        .execute(Tuple.of(
                                ColumnArrays.of(complete, e -> e.message().id(), UUID[]::new)))
                        .map(rows -> rows.stream().map(EndedJob::of).toList());
    }

    /** The state of the whole message that a status proves; one segment of a long text proves only submission. */
    private static MessageState proven(StatusUpdate update) {
        return update.isSegment() && !update.isFailure()
                ? MessageState.DISPATCHED
                : update.status().state();
    }

    private static List<Resolved> resolved(RowSet<Row> rows, List<Status> statuses) {
        var resolved = new ArrayList<Resolved>(rows.size());
        for (var row : rows) {
            var index = row.getInteger(AFTER_FACTS);
            resolved.add(new Resolved(
                    index,
                    new StatusUpdate(
                            statuses.get(index), MessageColumns.reference(row, 0), row.getShort(AFTER_FACTS + 1))));
        }
        return resolved;
    }

    /** @param place index of the status in the given list */
    record Resolved(int place, StatusUpdate evidence) {}

    /**
     * A job that a status ended.
     *
     * @param waiting whether another job waits in its lane
     */
    record EndedJob(UUID messageId, String channel, boolean inDoubt, boolean waiting) {

        private static final int IN_DOUBT = 2;

        static EndedJob of(Row row) {
            return new EndedJob(row.getUUID(0), row.getString(1), row.getShort(2) == IN_DOUBT, row.getBoolean(3));
        }
    }
}
