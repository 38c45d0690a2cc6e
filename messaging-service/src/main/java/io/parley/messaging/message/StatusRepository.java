package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables that map statuses to messages: provider ids and orphans. One statement per batch. */
@ApplicationScoped
class StatusRepository {

    private static final Batch<Status> STATUSES = Batch.<Status>named("statuses")
            .text("provider", Status::provider)
            .text("provider_id", Status::providerMessageId)
            .uuid("message_id", Status::messageId)
            .text("recipient", status -> status.alternatives().isEmpty() ? null : recipient(status))
            .withOrdinality("ord");

    private static final SqlStatement RESOLVE = SqlStatement.file(
                    StatusRepository.class, "message/resolve-statuses.sql")
            .batches(STATUSES)
            .fragments(MessageColumns.REFERENCE)
            .load();

    private static final Batch<Candidate> CANDIDATES = Batch.<Candidate>named("candidates")
            .integer("position", Candidate::position)
            .text("provider", candidate -> candidate.status().provider())
            .text("provider_id", Candidate::id)
            .bool("own", Candidate::own)
            .text("recipient", candidate -> recipient(candidate.status()));

    private static final SqlStatement RESOLVE_ALTERNATIVES = SqlStatement.file(
                    StatusRepository.class, "message/resolve-alternatives.sql")
            .batches(CANDIDATES)
            .fragments(MessageColumns.REFERENCE)
            .load();

    private static final Batch<StatusUpdate> UPDATES = Batch.<StatusUpdate>named("updates")
            .text("provider_id", update -> update.status().providerMessageId())
            .text("provider", update -> update.status().provider())
            .uuid("message_id", update -> update.message().id());

    private static final SqlStatement INSERT_REFERENCES =
            SqlStatement.text("""
                    insert into provider_ref (provider_id, provider, message_id)
                    select provider_id, provider, message_id from :updates on conflict do nothing""").batches(UPDATES).load();

    private static final Batch<Status> ORPHANS = Batch.<Status>named("statuses")
            .text("provider", Status::provider)
            .text("provider_id", Status::providerMessageId)
            .enumerated("state", "message_state", Status::state)
            .timestamptz("at", Status::at)
            .text("error_code", error(ProviderError::code))
            .text("error_text", error(ProviderError::message))
            .jsonb(
                    "details",
                    status -> status.details() == null ? null : status.details().toString())
            .text("identity", hint(SubmitHints::identity))
            .text("recipient", hint(SubmitHints::recipient))
            .integer("reference", hint(SubmitHints::reference))
            .text("excerpt", hint(hints -> Excerpt.of(hints.text())))
            .text(
                    "alternatives",
                    status -> status.alternatives().isEmpty() ? null : String.join(" ", status.alternatives()))
            .smallint("parts", Status::parts);

    private static final SqlStatement KEEP_ORPHANS = SqlStatement.file(
                    StatusRepository.class, "message/keep-orphans.sql")
            .batches(ORPHANS)
            .load();

    /** Returns the statuses whose message is known, with their position in the list. */
    Uni<List<Resolved>> resolve(SqlConnection connection, List<Status> statuses) {
        return RESOLVE.with(STATUSES, statuses)
                .execute(connection)
                .map(rows -> resolved(rows, statuses))
                .chain(resolved -> resolveAlternatives(connection, statuses, resolved));
    }

    /** Only for statuses without a match by their own id, so that it costs nothing if ids have one representation. */
    private static Uni<List<Resolved>> resolveAlternatives(
            SqlConnection connection, List<Status> statuses, List<Resolved> resolved) {
        var found = resolved.stream().map(Resolved::position).collect(Collectors.toSet());
        var unresolved = IntStream.range(0, statuses.size())
                .filter(position -> !found.contains(position))
                .boxed()
                .flatMap(position -> candidates(position, statuses.get(position)))
                .toList();
        return unresolved.isEmpty()
                ? Uni.createFrom().item(resolved)
                : RESOLVE_ALTERNATIVES
                        .with(CANDIDATES, unresolved)
                        .execute(connection)
                        .map(rows -> appended(resolved, rows, statuses));
    }

    /** @param own whether the id is as the provider wrote it */
    private record Candidate(int position, Status status, String id, boolean own) {}

    private static Stream<Candidate> candidates(int position, Status status) {
        return status.alternatives().isEmpty()
                ? Stream.of()
                : Stream.concat(
                        Stream.of(new Candidate(position, status, status.providerMessageId(), true)),
                        status.alternatives().stream().map(id -> new Candidate(position, status, id, false)));
    }

    /** Null if the status does not name its recipient. */
    private static @Nullable String recipient(Status status) {
        return status.hints() == null ? null : status.hints().recipient();
    }

    private static List<Resolved> resolved(SqlRows rows, List<Status> statuses) {
        return rows.list(row -> {
            var position = (int) row.bigint("ord") - 1;
            return new Resolved(
                    position,
                    new StatusUpdate(statuses.get(position), MessageColumns.reference(row), row.integer("parts")));
        });
    }

    private static List<Resolved> appended(List<Resolved> resolved, SqlRows rows, List<Status> statuses) {
        var all = new ArrayList<>(resolved);
        for (var row : rows) {
            var position = row.integer("position");
            var status = statuses.get(position).named(row.text("provider_id"));
            all.add(new Resolved(
                    position, new StatusUpdate(status, MessageColumns.reference(row), row.integer("parts"))));
        }
        return all;
    }

    /** Stores the provider ids of messages whose submit response was lost. */
    Uni<Void> insertReferences(SqlConnection connection, List<StatusUpdate> updates) {
        return updates.isEmpty()
                ? Uni.createFrom().voidItem()
                : INSERT_REFERENCES.with(UPDATES, updates).execute(connection).replaceWithVoid();
    }

    /** Stores statuses of unknown messages until their message is known or they expire. */
    Uni<Void> keepOrphans(SqlConnection connection, List<Status> statuses) {
        return statuses.isEmpty()
                ? Uni.createFrom().voidItem()
                : KEEP_ORPHANS.with(ORPHANS, statuses).execute(connection).replaceWithVoid();
    }

    private static Function<Status, String> error(Function<ProviderError, String> member) {
        return status -> status.error() == null ? null : member.apply(status.error());
    }

    private static <V> Function<Status, V> hint(Function<SubmitHints, V> member) {
        return status -> status.hints() == null ? null : member.apply(status.hints());
    }

    /** @param position of the status in the given list */
    record Resolved(int position, StatusUpdate update) {}
}
