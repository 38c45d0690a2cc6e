package io.parley.messaging.dispatch;

import io.parley.messaging.queue.DispatchJobState;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Reads and manipulates the table of jobs. */
@ApplicationScoped
class DispatchTable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String COPY = """
            with copied as (
              insert into message
                (id, account_id, sender_id, channel, identity, recipient, content, options, accepted_at)
              select $2, account_id, sender_id, 'other', identity, recipient, content, options, accepted_at
              from message where id = $1 returning id, account_id, sender_id)
            insert into dispatch_job (message_id, account_id, sender_id, channel, lane, expires_at)
            select id, account_id, sender_id, 'other', hashtextextended(id::text, 1), now() + interval '1 hour'
            from copied""";

    private final Pool pool;

    DispatchTable(Pool pool) {
        this.pool = pool;
    }

    /** Null if there is no job. */
    DispatchJobState state(UUID id) {
        var state = (String) sql("select upper(state::text) from dispatch_job where message_id = $1", id);
        return state == null ? null : DispatchJobState.valueOf(state);
    }

    long jobs(UUID id) {
        return (Long) sql("select count(*) from dispatch_job where message_id = $1", id);
    }

    /** Copies a message with a due job to a channel without a loop. */
    void copy(UUID sent, UUID id) {
        sql(COPY, sent, id);
    }

    /** The first column of the first row; null if there is none. */
    Object sql(String statement, Object... parameters) {
        var rows = pool.preparedQuery(statement)
                .execute(Tuple.from(parameters))
                .await()
                .atMost(TIMEOUT)
                .iterator();
        return rows.hasNext() ? rows.next().getValue(0) : null;
    }
}
