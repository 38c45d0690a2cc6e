package io.parley.bench;

import io.parley.local.LocalIdentities;
import java.time.Duration;

/**
 * Messages of the past thirty days, which the local run's WhatsApp number has sent to a million people. Whatever their
 * number, 200 are to one person, 200 have one context and 400 have failed; the others are delivered.
 */
final class StoredMessages {

    static final Duration PERIOD = Duration.ofDays(30);
    static final String PERSON = "4915500000000";
    static final String CONTEXT = "campaign";

    private static final int SLICE = 250_000;
    private static final String INSERT = """
            with history as materialized (
                select overlay(gen_random_uuid()::text placing
                           left(messaging.uuid_at(now() - n * (interval '30 days' / %1$d))::text, 13) || '-7'
                           from 1 for 15)::uuid as id, n
                  from generate_series(%2$d, %3$d) n),
            sender as (
                select id, account_id from messaging.sender where channel = 'whatsapp' and identity = '%4$s'),
            messages as (
                insert into messaging.message (id, account_id, sender_id, channel, identity, recipient, content,
                                               user_context, accepted_at)
                select h.id, s.account_id, s.id, 'whatsapp', '%4$s',
                       case n %% (%1$d / 200) when 0 then '%5$s' else '49155' || 10000000 + n %% 1000000 end,
                       '{"contentType":"text","text":"Your parcel is on its way."}',
                       case n %% (%1$d / 200) when 1 then '%6$s' end, now()
                from history h, sender s),
            provider_ids as (
                insert into messaging.provider_ref (provider_id, provider, message_id, day)
                select 'wamid.' || md5(n::text), 'whatsapp', id, (now() - n * (interval '30 days' / %1$d))::date
                from history)
            insert into messaging.message_event (message_id, state, at, error_code, error_text)
            select id, state::messaging.message_state, now(),
                   case state when 'failed' then 'whatsapp::error::131047' end,
                   case state when 'failed' then 'Re-engagement message' end
            from history, unnest(case n %% (%1$d / 400) when 2 then array['dispatched', 'failed']
                                      else array['dispatched', 'delivered'] end) as s (state)
            """;

    /** Whatever the day of the month, the history and new messages are in one partition, the indexes of which they share. */
    private static final String ONE_PARTITION = """
            do $$
            declare
                parent name;
                partition regclass;
            begin
                for parent in select relname from pg_class
                              where relkind = 'p' and relnamespace = 'messaging'::regnamespace loop
                    for partition in select inhrelid from pg_inherits
                                     where inhparent = format('messaging.%I', parent)::regclass loop
                        execute format('drop table %s', partition);
                    end loop;
                    execute format('create table messaging.%I partition of messaging.%I for values from (%L) to (%L)',
                        parent || '_all', parent, messaging.uuid_at(now() - interval '40 days'),
                        messaging.uuid_at(now() + interval '10 days'));
                end loop;
            end
            $$""";

    private StoredMessages() {}

    /** Replaces the monthly partitions, and with them all messages, by one for the history and for new messages. */
    static void useOnePartition(Stack stack) {
        stack.sql(ONE_PARTITION);
    }

    /** Stores messages and waits until the database has nothing left to do with them. */
    static void add(Stack stack, int messages) {
        for (var from = 0; from < messages; from += SLICE) {
            var to = Math.min(messages, from + SLICE) - 1;
            stack.sql(INSERT.formatted(messages, from, to, LocalIdentities.WHATSAPP_NUMBER, PERSON, CONTEXT));
        }
        stack.sql("vacuum analyze messaging.message, messaging.message_event, messaging.provider_ref");
        stack.postgres().settle();
    }
}
