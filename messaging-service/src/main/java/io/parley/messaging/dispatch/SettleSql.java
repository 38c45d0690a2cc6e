package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.message.WaitingReason;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.ProviderError;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The statement that applies a batch of results to jobs and provider references, as arrays. If the provider has the
 * message, its job ends regardless of the fence; a failure, a retry or a hold applies only with the fence of the
 * attempt's claim. An open circuit breaker (reason 6) does not overwrite the provider's earlier error.
 */
final class SettleSql {

    private static final short SUBMITTED = 0;
    private static final short FAILED = 1;
    private static final short RETRY = 2;
    private static final short AWAIT_STATUS = 3;

    static final String SETTLE = """
            with outcome as materialized (
              select * from unnest($1::uuid[], $2::bigint[], $3::smallint[], $4::bigint[], $5::int[], $6::int[],
                  $15::smallint[], $16::text[], $17::text[])
                as o(id, fence, kind, after_ms, attempts, throttles, reason, code, text)
            ), ended as (
              delete from dispatch_job j using outcome o
              where j.message_id = o.id
                and (o.kind = 0 and not j.holds or o.kind = 1 and j.fence = o.fence and j.state = 1)
              returning j.message_id, j.lane
            ), holding as (
              update dispatch_job j
              set state = 3, leased_until = now() + $14::bigint * interval '1 ms', lease_owner = null,
                  hold_until = null
              from outcome o
              where j.message_id = o.id and o.kind = 0 and j.holds
            ), kept as (
              update dispatch_job j
              set state = case o.kind when 3 then 2 else 0 end,
                  due_at = now() + o.after_ms * interval '1 ms',
                  attempt = j.attempt - 1 + o.attempts, throttles = j.throttles + o.throttles,
                  leased_until = null, lease_owner = null,
                  waiting_reason = case o.reason when 6 then coalesce(j.waiting_reason, 6)
                    else coalesce(o.reason, j.waiting_reason) end,
                  waiting_since = case when o.reason is null or o.reason = j.waiting_reason
                      or o.reason = 6 and j.waiting_reason is not null
                    then j.waiting_since else now() end,
                  waiting_code = coalesce(o.code, j.waiting_code),
                  waiting_text = case when o.code is null then j.waiting_text else o.text end,
                  hold_until = case o.kind when 3 then (select healthy_ms from webhook_clock) + $7::bigint end
              from outcome o
              where j.message_id = o.id and o.kind in (2, 3) and j.fence = o.fence and j.state = 1
            ), part as materialized (
              select * from unnest($8::uuid[], $9::text[], $10::text[], $11::smallint[], $12::smallint[], $13::text[])
                as p(id, provider, provider_id, part, parts, encoding)
            ), referred as (
              insert into provider_ref (provider_id, provider, message_id, part, parts)
              select provider_id, provider, id, part, parts from part where provider_id <> '' order by provider_id
              on conflict do nothing
            ), unknown as (
              insert into unknown_submission (recipient, identity, channel, message_id)
              select * from unnest($18::text[], $19::text[], $20::text[], $21::uuid[])
              on conflict do nothing
            ), split as (
              update message m set segments = p.parts, encoding = p.encoding from part p
              where m.id = p.id and p.part = 1 and (p.parts > 1 or p.encoding is not null)
            )
            select e.message_id,
              exists (select 1 from dispatch_job w where w.lane = e.lane and w.message_id <> e.message_id) as waiting
            from ended e
            union all
            select null, true from part p
            where exists (select 1 from orphan_status s where s.provider = p.provider and s.provider_id = p.provider_id)
            """;

    private SettleSql() {}

    /** @param bulkTimeout how long a message of a bulk keeps its lane after submission */
    static Tuple tuple(List<DispatchResult> results, Duration hold, Duration bulkTimeout) {
        var size = results.size();
        var ids = new UUID[size];
        var fences = new Long[size];
        var kinds = new Short[size];
        var after = new Long[size];
        var attempts = new Integer[size];
        var throttles = new Integer[size];
        var reasons = new Short[size];
        var errors = new ProviderError[size];
        var providerIds = new ProviderIdColumns();
        for (var i = 0; i < size; i++) {
            var job = results.get(i).job();
            ids[i] = job.message().id();
            fences[i] = job.fence();
            after[i] = 0L;
            attempts[i] = 1;
            throttles[i] = 0;
            switch (results.get(i).next()) {
                case NextStep.Submitted(var accepted) -> {
                    kinds[i] = SUBMITTED;
                    providerIds.add(ids[i], accepted);
                }
                case NextStep.Failed failed -> kinds[i] = FAILED;
                case NextStep.Retry(var pause, var counts, var throttled, var why) -> {
                    kinds[i] = RETRY;
                    after[i] = pause.toMillis();
                    attempts[i] = counts ? 1 : 0;
                    throttles[i] = throttled ? 1 : 0;
                    reasons[i] = why == null ? null : why.reason().code();
                    errors[i] = why == null ? null : why.error();
                }
                case NextStep.AwaitStatus(var error) -> {
                    kinds[i] = AWAIT_STATUS;
                    reasons[i] = WaitingReason.IN_DOUBT.code();
                    errors[i] = error;
                }
            }
        }
        var tuple = Tuple.tuple()
                .addArrayOfUUID(ids)
                .addArrayOfLong(fences)
                .addArrayOfShort(kinds)
                .addArrayOfLong(after)
                .addArrayOfInteger(attempts)
                .addArrayOfInteger(throttles)
                .addLong(hold.toMillis());
        return providerIds
                .addTo(tuple)
                .addLong(bulkTimeout.toMillis())
                .addArrayOfShort(reasons)
                .addArrayOfString(column(errors, ProviderError::code))
                .addArrayOfString(column(errors, ProviderError::message))
                .addArrayOfString(unknown(results, message -> digits(message.recipient()), String[]::new))
                .addArrayOfString(unknown(results, MessageReference::identity, String[]::new))
                .addArrayOfString(unknown(results, MessageReference::channel, String[]::new))
                .addArrayOfUUID(unknown(results, MessageReference::id, UUID[]::new));
    }

    /** Column of the messages that the provider has, at least in part, under an unknown id. */
    private static <V> V[] unknown(
            List<DispatchResult> results, Function<MessageReference, V> member, IntFunction<V[]> array) {
        return results.stream()
                .filter(result -> result.next().leavesUnknown())
                .map(result -> member.apply(result.job().message()))
                .toArray(array);
    }

    private static String digits(String recipient) {
        return recipient.startsWith("+") ? recipient.substring(1) : recipient;
    }

    /** Without NUL characters, which PostgreSQL rejects and a provider's text may contain. */
    private static String[] column(ProviderError[] errors, Function<ProviderError, String> member) {
        return Stream.of(errors)
                .map(error -> error == null ? null : member.apply(error))
                .map(text -> text == null ? null : text.replace('\0', ' '))
                .toArray(String[]::new);
    }

    /** Columns of the provider's message ids. */
    private static final class ProviderIdColumns {
        private final List<UUID> ids = new ArrayList<>();
        private final List<String> providers = new ArrayList<>();
        private final List<String> providerIds = new ArrayList<>();
        private final List<Short> numbers = new ArrayList<>();
        private final List<Short> counts = new ArrayList<>();
        private final List<String> encodings = new ArrayList<>();

        void add(UUID id, Accepted accepted) {
            var ofMessage = accepted.providerMessageIds();
            for (var i = 0; i < ofMessage.size(); i++) {
                ids.add(id);
                providers.add(accepted.provider());
                providerIds.add(ofMessage.get(i));
                numbers.add((short) (i + 1));
                counts.add((short) ofMessage.size());
                encodings.add(accepted.encoding());
            }
        }

        Tuple addTo(Tuple tuple) {
            return tuple.addArrayOfUUID(ids.toArray(UUID[]::new))
                    .addArrayOfString(providers.toArray(String[]::new))
                    .addArrayOfString(providerIds.toArray(String[]::new))
                    .addArrayOfShort(numbers.toArray(Short[]::new))
                    .addArrayOfShort(counts.toArray(Short[]::new))
                    .addArrayOfString(encodings.toArray(String[]::new));
        }
    }
}
