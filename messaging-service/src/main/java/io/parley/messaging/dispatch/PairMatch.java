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

    /** Orphans of the last 5 s may belong to responses that are being committed. */
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

    /** The messages whose statuses cannot be of any other message. */
    Uni<Set<UUID>> unambiguous(SqlConnection connection, Map<UUID, Accepted> responses) {
        if (responses.isEmpty() || !config.settleByPair()) {
            return Uni.createFrom().item(Set.of());
        }
        var ids = responses.keySet().toArray(UUID[]::new);
        var providers = responses.values().stream().map(Accepted::provider).toArray(String[]::new);
        return connection
                .preparedQuery(UNAMBIGUOUS)
                .execute(Tuple.of(ids, providers))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .collect(Collectors.toSet()));
    }
}
