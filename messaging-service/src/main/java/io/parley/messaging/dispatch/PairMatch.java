package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission.Accepted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Whether sender and recipient alone may settle a doubt, where no reference does. A message that is wrongly settled is
 * lost, which is worse than one that is sent twice; so each way in which the status could be another message's is shut
 * out, here and in {@link InDoubtMessage#answerByPair}:
 *
 * <ul>
 *   <li>Another message of the pair is in doubt: then either could be meant.
 *   <li>An earlier one of the pair was submitted and its id never learned (sent again or given up after a hold, taken
 *       without an id, refused after its first parts): its statuses may come for days. {@code unknown_submission} keeps
 *       these as long as orphans are kept.
 *   <li>An earlier one has a known id: its statuses find it and are no orphans, as messages of a pair go one after the
 *       other and the next is sent only after the commit of the id before.
 *   <li>The provider writes ids otherwise in statuses than in answers, or somebody else sends with the same identities:
 *       then statuses are left over of which no doubt and no unknown submission is known, and that provider is not
 *       trusted for an hour.
 * </ul>
 *
 * <p>What remains is another system that writes as the same sender to the same person within the hold of our message
 * and otherwise to nobody; {@code parley.dispatch.settle-by-pair} turns this off.
 */
@Singleton
class PairMatch {

    /** Fresh orphans may be of answers that are being committed. */
    private static final String UNAMBIGUOUS = """
            with candidate as (
              select c.id, c.provider, j.channel, ltrim(m.recipient, '+') as recipient
              from unnest($1::uuid[], $2::text[]) as c (id, provider)
              join dispatch_job j on j.message_id = c.id join message m on m.id = c.id
            ), open as materialized (
              select j.message_id, j.channel, j.state, ltrim(m.recipient, '+') as recipient
              from dispatch_job j join message m on m.id = j.message_id where j.attempt > 0
            )
            select c.id from candidate c
            where not exists (
                select 1 from open o where o.channel = c.channel and o.recipient = c.recipient and o.message_id <> c.id
                  and o.state in (1, 2))
              and not exists (
                select 1 from unknown_submission u
                where u.recipient = c.recipient and u.channel = c.channel and u.message_id <> c.id)
              and not exists (
                select 1 from orphan_status s
                where s.provider = c.provider
                  and s.received_at > now() - interval '1 hour' and s.received_at < now() - interval '5 s'
                  and not exists (
                    select 1 from provider_ref r where r.provider_id = s.provider_id and r.provider = s.provider)
                  and not exists (
                    select 1 from open o where o.channel = c.channel and o.recipient = s.recipient)
                  and not exists (
                    select 1 from unknown_submission u where u.channel = c.channel and u.recipient = s.recipient))""";

    private final DispatchConfig config;

    PairMatch(DispatchConfig config) {
        this.config = config;
    }

    /** Those of the messages whose statuses can be nobody else's. */
    Uni<Set<UUID>> unambiguous(SqlConnection connection, Map<UUID, Accepted> answers) {
        if (answers.isEmpty() || !config.settleByPair()) {
            return Uni.createFrom().item(Set.of());
        }
        var ids = answers.keySet().toArray(UUID[]::new);
        var providers = answers.values().stream().map(Accepted::provider).toArray(String[]::new);
        return connection
                .preparedQuery(UNAMBIGUOUS)
                .execute(Tuple.of(ids, providers))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .collect(Collectors.toSet()));
    }
}
