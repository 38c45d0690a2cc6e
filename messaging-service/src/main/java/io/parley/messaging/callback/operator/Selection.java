package io.parley.messaging.callback.operator;

import io.parley.runtime.ids.Ids;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/** The callbacks of an account that match a filter, as the tail of an SQL statement with its parameters. */
final class Selection {
    private final StringBuilder sql = new StringBuilder();
    private final Tuple parameters = Tuple.tuple();

    /** Starts from the small job table if delivered callbacks are not selected. */
    Selection(UUID accountId, CallbackFilter filter) {
        sql.append(
                filter.includesDelivered()
                        ? " from callback call left join callback_job job on job.id = call.id"
                        : " from callback_job job join callback call on call.id = job.id");
        sql.append(" where ")
                .append(filter.includesDelivered() ? "call" : "job")
                .append(".account_id = ");
        sql.append(parameter(accountId));
        ofMessage(filter.messageId());
        narrow(" and call.id >= ", floor(filter.from()));
        narrow(" and call.id < ", floor(filter.to()));
        narrow(" and call.id > ", filter.after());
        narrow(" and call.channel = ", filter.channel());
        narrow(
                " and call.kind = ",
                filter.kind() == null ? null : (short) filter.kind().ordinal());
        sql.append(ofState(filter.state()));
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

    /** For a received message the customer may know the provider's id, which is kept for some days. */
    private void ofMessage(String id) {
        if (id != null) {
            sql.append(" and call.message_id = any (array(select ")
                    .append(parameter(ours(id)))
                    .append("::uuid union all");
            sql.append(" select inbound_id from inbound_key where provider_id = ")
                    .append(parameter(id))
                    .append("))");
        }
    }

    private static UUID ours(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void narrow(String condition, Object value) {
        if (value != null) {
            sql.append(condition).append(parameter(value));
        }
    }

    private static String ofState(CallbackState state) {
        return switch (state) {
            case null -> "";
            case PENDING -> " and job.state in (0, 1, 3)";
            case EXHAUSTED -> " and job.state = 2";
            case TAKEN -> " and job.id is null";
        };
    }

    private static UUID floor(Instant time) {
        return time == null ? null : Ids.floor(time);
    }
}
