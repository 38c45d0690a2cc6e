package io.parley.messaging.message;

import io.parley.messaging.model.MessageReference;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The statement that commits a batch of messages with their jobs, as arrays. A job is committed as claimed if this
 * instance has a free slot for it and its lane has no other job. Messages whose deadline has passed are left out: after
 * a stall the database must not write messages whose callers got a 503. The general variant supports bulks and
 * idempotency keys; it writes only requests whose key is new, or older than a day, and leaves out the others.
 */
final class AcceptSql {

    /** The clock is read once, so that a bulk is written completely or not at all. */
    private static final String INPUT = """
            with input as materialized (
              select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::bigint[],
                $15::bool[], $19::timestamptz[]%s) with ordinality as
                u(id, account_id, sender_id, channel, identity, recipient, content, options, user_context,
                  url_override, source, traceparent, accepted_at, lane, claim, not_after%s, ord)
              where not_after is null or (select clock_timestamp()) < not_after
            )""";

    private static final String KEYED = """
            , keyed as (
              insert into idempotency_key as k (key_id, key, body_hash, message_id, answer)
              select key_id, key, body_hash, id, answer::json from input where key is not null order by key_id, key
              on conflict (key_id, key) do update
                set body_hash = excluded.body_hash, message_id = excluded.message_id, answer = excluded.answer,
                    created_at = now()
                where k.created_at < now() - interval '24 hours'
              returning message_id
            ), fresh as (
              select i.* from input i join input l on l.id = i.lead
              where l.key is null or l.id in (select message_id from keyed)
            )""";

    private static final String WRITE = """
            , stored as (
              insert into message (id, account_id, sender_id, channel, identity, recipient, content, options,
                user_context, url_override, source, traceparent, accepted_at%2$s)
              select id, account_id, sender_id, channel, identity, recipient, content::json, options::json,
                user_context, url_override, source, traceparent, accepted_at%2$s
              from %1$s
            ), job as (
              insert into dispatch_job (message_id, account_id, sender_id, channel, lane, state, expires_at, attempt,
                fence, leased_until, lease_owner, attempted_at, traceparent%3$s)
              select id, account_id, sender_id, channel, lane, go::int, now() + $16::bigint * interval '1 ms', go::int,
                go::int, case when go then now() + $17::bigint * interval '1 ms' end, case when go then $18::text end,
                case when go then now() end,
                traceparent%3$s
              from (select *, claim and not exists (select 1 from dispatch_job ahead where ahead.lane = f.lane) as go
                    from %1$s f) decided
              order by ord
              returning message_id, state
            )
            select message_id, state, clock_timestamp() from job""";

    static final String PLAIN = INPUT.formatted("", "") + WRITE.formatted("input", "", "");

    static final String GENERAL = INPUT.formatted(
                    ", $20::text[], $21::text[], $22::bytea[], $23::text[], $24::uuid[], $25::uuid[], $26::smallint[],"
                            + " $27::bool[]",
                    ", key_id, key, body_hash, answer, lead, bulk_id, bulk_position, holds")
            + KEYED
            + WRITE.formatted("fresh", ", bulk_id, bulk_position", ", holds");

    /** A message and the request it belongs to. */
    record Line(AcceptBatch batch, AcceptedMessage message) {

        static List<Line> of(List<AcceptBatch> batch) {
            return batch.stream()
                    .flatMap(acceptBatch ->
                            acceptBatch.messages().stream().map(message -> new Line(acceptBatch, message)))
                    .toList();
        }

        /** Stored once per request, with its first message. */
        private IdempotencyKey idempotencyKey() {
            return message == batch.lead() ? batch.idempotencyKey() : null;
        }
    }

    private AcceptSql() {}

    /**
     * @param reserved messages for which this instance has reserved a slot
     * @param clock converts the callers' deadlines to the database's clock
     */
    static Tuple tuple(List<Line> batch, Set<UUID> reserved, Handover.JobDefaults jobDefaults, DatabaseClock clock) {
        return Tuple.tuple()
                .addArrayOfUUID(references(batch, MessageReference::id, UUID[]::new))
                .addArrayOfUUID(references(batch, MessageReference::accountId, UUID[]::new))
                .addArrayOfUUID(references(batch, MessageReference::senderId, UUID[]::new))
                .addArrayOfString(references(batch, MessageReference::channel, String[]::new))
                .addArrayOfString(references(batch, MessageReference::identity, String[]::new))
                .addArrayOfString(references(batch, MessageReference::recipient, String[]::new))
                .addArrayOfString(column(batch, AcceptedMessage::contentJson, String[]::new))
                .addArrayOfString(column(batch, AcceptedMessage::optionsJson, String[]::new))
                .addArrayOfString(references(batch, MessageReference::userContext, String[]::new))
                .addArrayOfString(references(batch, MessageReference::urlOverride, String[]::new))
                .addArrayOfString(column(batch, AcceptedMessage::source, String[]::new))
                .addArrayOfString(references(batch, MessageReference::traceparent, String[]::new))
                .addArrayOfOffsetDateTime(
                        references(batch, reference -> utc(reference.acceptedAt()), OffsetDateTime[]::new))
                .addArrayOfLong(column(batch, AcceptedMessage::lane, Long[]::new))
                .addArrayOfBoolean(references(batch, reference -> reserved.contains(reference.id()), Boolean[]::new))
                .addLong(jobDefaults.expiresAfter().toMillis())
                .addLong(jobDefaults.lease().toMillis())
                .addString(jobDefaults.owner())
                .addArrayOfOffsetDateTime(
                        lines(batch, line -> clock.at(line.batch().notAfter()), OffsetDateTime[]::new));
    }

    /** The parameters of {@link #GENERAL} that follow those of {@link #PLAIN}. */
    static Tuple general(Tuple tuple, List<Line> batch) {
        return tuple.addArrayOfString(keys(batch, IdempotencyKey::keyId, String[]::new))
                .addArrayOfString(keys(batch, IdempotencyKey::name, String[]::new))
                .addValue(keys(batch, key -> Buffer.buffer(key.bodyHash()), Buffer[]::new))
                .addArrayOfString(lines(batch, line -> line.batch().response(), String[]::new))
                .addArrayOfUUID(
                        lines(batch, line -> line.batch().lead().reference().id(), UUID[]::new))
                .addArrayOfUUID(column(batch, AcceptedMessage::bulkId, UUID[]::new))
                .addArrayOfShort(column(batch, AcceptedMessage::bulkPosition, Short[]::new))
                .addArrayOfBoolean(column(batch, AcceptedMessage::holdsLane, Boolean[]::new));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <V> V[] keys(List<Line> batch, Function<IdempotencyKey, V> value, IntFunction<V[]> array) {
        return lines(batch, line -> line.idempotencyKey() == null ? null : value.apply(line.idempotencyKey()), array);
    }

    private static <V> V[] references(List<Line> batch, Function<MessageReference, V> value, IntFunction<V[]> array) {
        return lines(batch, line -> value.apply(line.message().reference()), array);
    }

    private static <V> V[] column(List<Line> batch, Function<AcceptedMessage, V> value, IntFunction<V[]> array) {
        return lines(batch, line -> value.apply(line.message()), array);
    }

    private static <V> V[] lines(List<Line> batch, Function<Line, V> value, IntFunction<V[]> array) {
        return batch.stream().map(value).toArray(array);
    }
}
