package io.parley.messaging.callback.store;

import io.parley.runtime.ids.Ids;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlEnums;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlStatement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code from} and {@code where} clauses of a statement on the callbacks that match {@link CallbackCriteria}. They
 * contain only the conditions that are set, so that each combination uses the index that fits.
 */
final class CallbackSelection {
    private final StringBuilder sql = new StringBuilder();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Starts from the small job table if delivered callbacks are not selected. */
    CallbackSelection(CallbackCriteria criteria) {
        sql.append(
                criteria.includesDelivered()
                        ? " from callback call left join callback_job job on job.id = call.id where call"
                        : " from callback_job job join callback call on call.id = job.id where job");
        narrow(".account_id = :account_id", "account_id", criteria.accountId());
        narrow(" and call.id >= :from", "from", floor(criteria.from()));
        narrow(" and call.id < :to", "to", floor(criteria.to()));
        narrow(" and call.id > :after", "after", criteria.after());
        narrow(" and call.channel = :channel", "channel", criteria.channel());
        narrow(" and call.kind = :kind::text::callback_kind", "kind", SqlEnums.label(criteria.kind()));
        narrow(
                " and call.message_id = any(:message_ids::uuid[])",
                "message_ids",
                criteria.messageIds() == null ? null : criteria.messageIds().toArray(UUID[]::new));
        sql.append(ofState(criteria.state()));
    }

    /** The statement with this selection between two texts. */
    SqlCall call(String select, String tail, Map<String, Object> more, SqlFragment... fragments) {
        var all = new LinkedHashMap<>(parameters);
        all.putAll(more);
        var statement = SqlStatement.text(select + sql + tail)
                .parameters(all.keySet().toArray(String[]::new))
                .fragments(fragments)
                .load();
        var first = all.pollFirstEntry();
        var call = statement.with(first.getKey(), first.getValue());
        all.forEach(call::with);
        return call;
    }

    private void narrow(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            parameters.put(parameter, value);
        }
    }

    private static String ofState(@Nullable CallbackState state) {
        return switch (state) {
            case null -> "";
            case PENDING -> " and job.state in ('due', 'claimed', 'parked')";
            case SUSPENDED -> " and job.state = 'suspended'";
            case EXHAUSTED -> " and job.state = 'exhausted'";
            case DELIVERED -> " and job.id is null";
        };
    }

    private static @Nullable UUID floor(@Nullable Instant time) {
        return time == null ? null : Ids.floor(time);
    }
}
