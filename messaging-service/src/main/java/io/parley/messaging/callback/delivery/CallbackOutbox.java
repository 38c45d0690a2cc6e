package io.parley.messaging.callback.delivery;

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

/** Outbox of callbacks. Rows are inserted in the transaction of their fact. */
@ApplicationScoped
public class CallbackOutbox {
    private static final String INSERT = """
            with given as (
              select * from unnest(
                $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::smallint[],
                $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[])
                as g (id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent, lane)
            ), kept as (
              insert into callback
                (id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent)
              select id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent
                from given)
            insert into callback_job (id, account_id, state, lane)
            select id, account_id, case when lane is null then 0 else 3 end, lane from given""";

    /** Undelivered callbacks are kept, as the customer must still receive them. */
    private static final String FORGET_INBOUND = """
            with deleted as (
              delete from callback call
               where message_id = any($1::uuid[]) and kind = $2
                 and not exists (select from callback_job job where job.id = call.id and job.state <> 2)
              returning id)
            delete from callback_job using deleted where callback_job.id = deleted.id""";

    private final EndpointLimiters endpoints;
    private final CallbackWorker worker;

    CallbackOutbox(EndpointLimiters endpoints, CallbackWorker worker) {
        this.endpoints = endpoints;
        this.worker = worker;
    }

    /** Inserts the rows with one statement; an empty list executes none. */
    public Uni<Void> insert(SqlConnection connection, List<CallbackRow> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(INSERT).execute(columns(rows)).replaceWithVoid();
    }

    /** Deletes delivered inbound message callbacks, so that they cannot be replayed. */
    public Uni<Void> deleteInbound(SqlConnection connection, List<UUID> messageIds) {
        return messageIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(FORGET_INBOUND)
                        .execute(Tuple.of(messageIds.toArray(UUID[]::new), (short) CallbackKind.INBOUND.ordinal()))
                        .replaceWithVoid();
    }

    /** Wakes the worker after rows were committed, so that they are sent before the next poll. Never blocks. */
    public void wake() {
        worker.wake();
    }

    private Tuple columns(List<CallbackRow> rows) {
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
                .addArrayOfLong(column(rows, endpoints::parkingKey, Long[]::new));
    }

    private static <T> T[] column(List<CallbackRow> rows, Function<CallbackRow, T> member, IntFunction<T[]> array) {
        return rows.stream().map(member).toArray(array);
    }
}
