package io.parley.messaging.search;

import io.parley.messaging.message.Tenant;
import io.parley.runtime.ids.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Messages of a tenant at given times, as the services store them. */
record InsertedMessages(Pool pool, Tenant tenant) {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /**
     * Stores a sent message.
     *
     * @param context null for none
     * @param states labels of its events after it was accepted
     */
    UUID sent(Instant at, String to, String context, String... states) {
        var id = id(at);
        execute("""
                insert into message (id, account_id, sender_id, channel, identity, recipient, content, user_context,
                                     accepted_at)
                values ($1, $2, $3, 'viber', $4, $5, '{"contentType":"text","text":"Gr\\u00fc\\u00dfe, Mina"}', $6, $7)""", Tuple.from(new Object[] {
            id, tenant.account(), tenant.sender(), tenant.serviceId(), to, context, at.atOffset(ZoneOffset.UTC)
        }));
        for (var state : states) {
            event(id, state, at);
        }
        return id;
    }

    private void event(UUID id, String state, Instant at) {
        var error = state.endsWith("failed") ? "viber::error::12" : null;
        execute(
                "insert into message_event (message_id, state, at, error_code, error_text)"
                        + " values ($1, $2::text::message_state, $3, $4, $5)",
                Tuple.of(id, state, at.plusSeconds(1).atOffset(ZoneOffset.UTC), error, error == null ? null : "lost"));
    }

    /** Stores a received message with its id as the customer's. */
    UUID received(Instant at, String from) {
        var id = id(at);
        execute("""
                insert into inbound_message (id, account_id, sender_id, channel, person, public_id, content, at)
                values ($1, $2, $3, 'viber', $4, $5, '{"contentType":"text","text":"Hello"}', $6)""", Tuple.of(id, tenant.account(), tenant.sender(), from, id.toString(), at.atOffset(ZoneOffset.UTC)));
        return id;
    }

    /**
     * Stores delivered messages to many people, the newest at {@code end}, one a millisecond. Each hundredth is to
     * {@code person} with the context "campaign", and is followed by a message from this person. Each five hundredth has
     * failed, and each five thousandth has been seen.
     */
    void many(int count, Instant end, String person) {
        execute(
                """
                with numbered as materialized (
                  select (left(uuid_at($2::timestamptz - n * interval '1 ms')::text, 14) || '7000-8000-'
                          || lpad(to_hex(n), 12, '0'))::uuid as id, n
                  from generate_series(1, $1::int) n
                ), messages as (
                  insert into message (id, account_id, sender_id, channel, identity, recipient, content, user_context,
                                       accepted_at)
                  select id, $3, $4, 'viber', $5, case when n % 100 = 0 then $6 else '49' || n end,
                    '{"contentType":"text","text":"Your parcel is on its way."}',
                    case when n % 100 = 0 then 'campaign' end, $2::timestamptz - n * interval '1 ms'
                  from numbered
                ), received as (
                  insert into inbound_message (id, account_id, sender_id, channel, person, public_id, content, at)
                  select overlay(id::text placing '9' from 20)::uuid, $3, $4, 'viber', $6,
                    overlay(id::text placing '9' from 20), '{"contentType":"text","text":"Hello"}', $2::timestamptz
                  from numbered where n % 100 = 0
                )
                insert into message_event (message_id, state, at, error_code)
                select id, state::message_state, $2::timestamptz, case when state = 'failed' then 'viber::error::12' end
                from numbered, unnest(case when n % 5000 = 0 then array['dispatched', 'delivered', 'seen']
                                           when n % 500 = 0 then array['failed']
                                           else array['dispatched', 'delivered'] end) as state""",
                Tuple.of(
                        count,
                        end.atOffset(ZoneOffset.UTC),
                        tenant.account(),
                        tenant.sender(),
                        tenant.serviceId(),
                        person));
    }

    /**
     * Stores sent messages of other senders, as {@code many} does: ten of each, one a millisecond. Those of the first three
     * senders are to {@code person} with the context "campaign".
     */
    void ofSenders(int senders, Instant end, String person) {
        execute("""
                insert into message (id, account_id, sender_id, channel, identity, recipient, content, user_context, accepted_at)
                select (left(uuid_at($2::timestamptz - n * interval '1 ms')::text, 14) || '7000-a000-'
                        || lpad(to_hex(n), 12, '0'))::uuid,
                  $3, md5('sender ' || n % $1::int)::uuid, 'viber', 'Sender ' || n % $1::int,
                  case when n % $1::int < 3 then $4 else '49' || n end, '{"contentType":"text","text":"Hello"}',
                  case when n % $1::int < 3 then 'campaign' end, $2::timestamptz - n * interval '1 ms'
                from generate_series(1, 10 * $1::int) n""", Tuple.of(senders, end.atOffset(ZoneOffset.UTC), tenant.account(), person));
    }

    private static UUID id(Instant at) {
        var variant = 0x8000_0000_0000_0000L;
        return new UUID(
                Ids.floor(at).getMostSignificantBits(),
                variant | ThreadLocalRandom.current().nextLong() >>> 2);
    }

    /** Updates what autovacuum would. */
    void vacuum() {
        execute("vacuum (analyze) message", Tuple.tuple());
        execute("vacuum (analyze) message_event", Tuple.tuple());
        execute("vacuum (analyze) inbound_message", Tuple.tuple());
    }

    private void execute(String sql, Tuple values) {
        pool.withConnection(connection -> connection
                        .query("set statement_timeout = 0")
                        .execute()
                        .chain(() -> connection.preparedQuery(sql).execute(values))
                        .call(() -> connection.query("reset statement_timeout").execute()))
                .await()
                .atMost(TIMEOUT);
    }
}
