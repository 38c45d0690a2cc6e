package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.message.OrphanStatuses;
import io.parley.messaging.message.UnknownSubmissions;
import io.parley.messaging.queue.DispatchConfig;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Checks whether sender and recipient alone may settle a message in doubt, if no reference does (ADR 0015). A message
 * that is settled wrongly is lost, which is worse than one that is sent twice; so every case in which the status could
 * be of another message is excluded, here and in {@link InDoubtMessage#responseByPair}:
 *
 * <ul>
 *   <li>Another message of the pair is in doubt: the status could be of either.
 *   <li>An earlier one of the pair was submitted with an unknown id (resent or failed after a hold, accepted without an
 *       id, rejected after its first segments): its statuses may arrive for days. {@code unknown_submission} stores
 *       these as long as orphans are stored.
 *   <li>An earlier one has a known id: its statuses match it and are not orphans, since messages of a pair are sent in
 *       sequence, the next only after the commit of the previous id.
 *   <li>The provider's ids differ between statuses and responses, or another system sends with the same identities:
 *       then orphans remain that belong to no message in doubt and no unknown submission, and that provider is not
 *       trusted for an hour.
 * </ul>
 *
 * <p>The remaining risk is another system that sends as the same sender to the same recipient within the hold of our
 * message, and to no other recipient; {@code parley.dispatch.settle-by-pair} turns this off.
 */
@Singleton
class PairMatch {

    private static final Batch<Map.Entry<UUID, Accepted>> RESPONSES = Batch.<Map.Entry<UUID, Accepted>>named(
                    "responses")
            .uuid("id", Map.Entry::getKey)
            .text("provider", response -> response.getValue().provider());

    private static final SqlStatement UNAMBIGUOUS = SqlStatement.file(PairMatch.class, "dispatch/unambiguous-pairs.sql")
            .batches(RESPONSES)
            .fragments(DispatchJobs.JOBS, MessageColumns.MESSAGES)
            .fragments(OrphanStatuses.UNMATCHED, UnknownSubmissions.SUBMISSIONS)
            .load();

    private final DispatchConfig config;

    PairMatch(DispatchConfig config) {
        this.config = config;
    }

    /** The messages whose statuses cannot be of any other message. */
    Uni<Set<UUID>> unambiguous(SqlConnection connection, Map<UUID, Accepted> responses) {
        if (responses.isEmpty() || !config.settleByPair()) {
            return Uni.createFrom().item(Set.of());
        }
        return UNAMBIGUOUS
                .with(RESPONSES, List.copyOf(responses.entrySet()))
                .execute(connection)
                .map(rows -> rows.stream().map(row -> row.uuid("id")).collect(Collectors.toSet()));
    }
}
