package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.CallbackRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Inserts and deletes callbacks in the transaction of their fact. */
@ApplicationScoped
public class NewCallbacks {
    private static final String INSERT = """
            with given as (
              select * from unnest(
                $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[],
                $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[]::callback_job_state[], $12::bigint[])
                as g (id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent,
                      state, endpoint_key)
            ), kept as (
              insert into callback
                (id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent)
              select id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent
                from given)
            insert into callback_job (id, account_id, state, endpoint_key)
            select id, account_id, state, endpoint_key from given""";

    /**
     * Undelivered callbacks are kept, as the customer must still receive them. Attempts are deleted too: an endpoint may
     * repeat the message in its response.
     */
    private static final String DELETE_INBOUND = """
            with deleted as (
              delete from callback call
               where message_id = any($1::uuid[]) and kind = $2
                 and not exists (select from callback_job job where job.id = call.id and job.state <> 'exhausted')
              returning id
            ), unlogged as (
              delete from callback_attempt using deleted where callback_attempt.callback_id = deleted.id)
            delete from callback_job using deleted where callback_job.id = deleted.id""";

    /**
     * Inserts the rows with one statement.
     *
     * @param placement where a callback waits
     */
    public Uni<Void> insert(
            SqlConnection connection, List<CallbackRow> rows, Function<CallbackRow, Placement> placement) {
        return connection
                .preparedQuery(INSERT)
                .execute(columns(rows, placement))
                .replaceWithVoid();
    }

    /** Deletes the callbacks of inbound messages that were delivered or are exhausted. */
    public Uni<Void> deleteInbound(SqlConnection connection, List<UUID> messageIds) {
        return connection
                .preparedQuery(DELETE_INBOUND)
                .execute(Tuple.of(messageIds.toArray(UUID[]::new), (short) CallbackKind.INBOUND.ordinal()))
                .replaceWithVoid();
    }

    private static Tuple columns(List<CallbackRow> rows, Function<CallbackRow, Placement> placement) {
        var placements = rows.stream().map(placement).toList();
        return Tuple.tuple()
                .addArrayOfUUID(column(rows, CallbackRow::id, UUID[]::new))
                .addArrayOfUUID(column(rows, CallbackRow::accountId, UUID[]::new))
                .addArrayOfUUID(column(rows, CallbackRow::senderId, UUID[]::new))
                .addArrayOfUUID(column(rows, CallbackRow::messageId, UUID[]::new))
                .addArrayOfShort(column(rows, row -> (short) row.kind().ordinal(), Short[]::new))
                .addArrayOfString(column(rows, CallbackRow::channel, String[]::new))
                .addArrayOfString(column(rows, CallbackRow::event, String[]::new))
                .addArrayOfString(column(rows, CallbackRow::urlOverride, String[]::new))
                .addArrayOfString(column(rows, CallbackRow::body, String[]::new))
                .addArrayOfString(column(rows, CallbackRow::traceparent, String[]::new))
                .addArrayOfString(column(placements, place -> place.state().label(), String[]::new))
                .addArrayOfLong(column(placements, Placement::endpointKey, Long[]::new));
    }

    private static <S, T> T[] column(List<S> rows, Function<S, T> member, IntFunction<T[]> array) {
        return rows.stream().map(member).toArray(array);
    }
}
