package io.parley.bench;

/** Generates a history in the database: messages of the past thirty days, all sent, delivered and seen. */
final class HistoryBench {

    static final int SLICE = 250_000;

    private HistoryBench() {}

    static void store(Stack stack, int messages) {
        for (var from = 0; from < messages; from += SLICE) {
            var to = Math.min(messages, from + SLICE) - 1;
            stack.sql("""
                    with history as (
                        select overlay(gen_random_uuid()::text placing
                                   left(messaging.uuid_at(now() - n * (interval '30 days' / %1$d))::text, 13) || '-7'
                                   from 1 for 15)::uuid as id, n
                          from generate_series(%2$d, %3$d) n),
                    messages as (
                        insert into messaging.message (id, account_id, sender_id, channel, identity, recipient, content,
                                                       accepted_at)
                        select id, id, id, 'whatsapp', '4930555100', '4915550001111',
                               '{"contentType":"text","text":"Your parcel is on its way."}', now() from history),
                    events as (
                        insert into messaging.message_event (message_id, state, at)
                        select id, state::messaging.message_state, now()
                        from history, unnest(array['accepted', 'dispatched', 'delivered', 'seen']) as s (state))
                    insert into messaging.provider_ref (provider_id, provider, message_id)
                    select 'wamid.' || n, 'whatsapp', id from history
                    """.formatted(messages, from, to));
        }
        stack.sql("vacuum analyze messaging.message, messaging.message_event, messaging.provider_ref");
        stack.sql("checkpoint");
    }
}
