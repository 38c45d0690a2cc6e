package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.CallbackRow;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Common parts of the statements that claim callbacks. */
final class ClaimSql {

    /** Claims the rows of {@code chosen}. */
    static final SqlFragment CLAIM_CHOSEN =
            SqlFragment.file("claim_chosen", ClaimSql.class, "callback/claim-chosen.sql", "lease_ms", "owner");

    private ClaimSql() {}

    /** The claimed callbacks in the order of their facts. */
    static List<CallbackJob> jobs(SqlRows rows) {
        var now = System.nanoTime();
        var jobs = rows.list(row -> job(row, now));
        jobs.sort(Comparator.comparing(CallbackJob::id));
        return jobs;
    }

    private static CallbackJob job(SqlRow row, long now) {
        return new CallbackJob(
                callback(row),
                row.integer("attempts"),
                row.bigintOrNull("endpoint_key"),
                row.bigint("fence"),
                Duration.ofMillis(row.bigint("age_ms")),
                Duration.ofMillis(row.bigint("due_ms")),
                now);
    }

    static CallbackRow callback(SqlRow row) {
        return new CallbackRow(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuidOrNull("sender_id"),
                row.uuidOrNull("message_id"),
                row.enumerated("kind", CallbackKind.class),
                row.text("channel"),
                row.text("event"),
                row.textOrNull("url_override"),
                row.text("body"),
                row.textOrNull("traceparent"));
    }
}
