package io.parley.messaging.queue;

import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the queue consists of now, over all instances, for operators. */
@ApplicationScoped
public class QueueGroups {
    private static final SqlStatement GROUPS = SqlStatement.text("""
                    select channel, sender_id, state, waiting_reason, count(*) as jobs,
                      min(due_at) filter (where state = 'due' and due_at < now()) as oldest_due
                    from dispatch_job group by channel, sender_id, state, waiting_reason
                    order by jobs desc, channel, sender_id limit 1000""").load();

    private final Pool pool;

    QueueGroups(Pool pool) {
        this.pool = pool;
    }

    /** The largest groups first, at most 1,000. */
    public Uni<List<QueueGroup>> read() {
        return GROUPS.execute(pool).map(rows -> rows.list(QueueGroup::of));
    }
}
