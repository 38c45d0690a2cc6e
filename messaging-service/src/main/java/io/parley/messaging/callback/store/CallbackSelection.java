package io.parley.messaging.callback.store;

import io.parley.runtime.ids.Ids;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/** The callbacks that match criteria, as the tail of an SQL statement with its parameters. */
final class CallbackSelection {
    private final StringBuilder sql = new StringBuilder();
    private final Tuple parameters = Tuple.tuple();

    /** Starts from the small job table if delivered callbacks are not selected. */
    CallbackSelection(CallbackCriteria criteria) {
        sql.append(
                criteria.includesDelivered()
                        ? " from callback call left join callback_job job on job.id = call.id where call"
                        : " from callback_job job join callback call on call.id = job.id where job");
        narrow(".account_id = ", criteria.accountId());
        narrow(" and call.id >= ", floor(criteria.from()));
        narrow(" and call.id < ", floor(criteria.to()));
        narrow(" and call.id > ", criteria.after());
        narrow(" and call.channel = ", criteria.channel());
        narrow(
                " and call.kind = ",
                criteria.kind() == null ? null : (short) criteria.kind().ordinal());
        if (criteria.messageIds() != null) {
            sql.append(" and call.message_id = any(")
                    .append(parameter(criteria.messageIds().toArray(UUID[]::new)))
                    .append(")");
        }
        sql.append(ofState(criteria.state()));
    }

    String sql() {
        return sql.toString();
    }

    /** Adds a parameter and returns its placeholder. */
    String parameter(Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }

    Tuple parameters() {
        return parameters;
    }

    private void narrow(String condition, Object value) {
        if (value != null) {
            sql.append(condition).append(parameter(value));
        }
    }

    private static String ofState(CallbackState state) {
        return switch (state) {
            case null -> "";
            case PENDING -> " and job.state in ('due', 'claimed', 'parked')";
            case SUSPENDED -> " and job.state = 'suspended'";
            case EXHAUSTED -> " and job.state = 'exhausted'";
            case DELIVERED -> " and job.id is null";
        };
    }

    private static UUID floor(Instant time) {
        return time == null ? null : Ids.floor(time);
    }
}
