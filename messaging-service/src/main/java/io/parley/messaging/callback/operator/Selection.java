package io.parley.messaging.callback.operator;

import io.parley.runtime.ids.Ids;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;

/** The calls of an account that a filter lets through, as the end of a statement and its parameters. */
final class Selection {
    private final StringBuilder sql = new StringBuilder();
    private final Tuple parameters = Tuple.tuple();

    /** Starts at the few that are not taken, if only they are meant. */
    Selection(UUID accountId, CallbackFilter filter) {
        sql.append(
                filter.includesTaken()
                        ? " from callback call left join callback_job job on job.id = call.id"
                        : " from callback_job job join callback call on call.id = job.id");
        sql.append(" where ").append(filter.includesTaken() ? "call" : "job").append(".account_id = ");
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

    /** Adds a parameter of the statement around it; answers its place. */
    String parameter(Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }

    Tuple parameters() {
        return parameters;
    }

    /** Of a received message the customer may know the network's id, which is known here for some days. */
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
