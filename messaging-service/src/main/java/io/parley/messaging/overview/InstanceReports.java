package io.parley.messaging.overview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.messaging.console.ConsoleConfig;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The table of reports: one row per instance, written by it at intervals. */
@ApplicationScoped
class InstanceReports {
    /** A report that was repeated fewer than this many times is of an instance that no longer runs. */
    private static final int MISSED = 4;

    private static final SqlStatement STORE =
            SqlStatement.text("""
                    with removed as (
                      delete from instance_report where reported_at < now() - interval '1 hour' and instance <> :instance
                    )
                    insert into instance_report (instance, report) values (:instance, :report::text::jsonb)
                    on conflict (instance) do update set report = excluded.report, reported_at = now()""").parameters("instance", "report").load();

    private static final SqlStatement CURRENT =
            SqlStatement.text("""
                    select report::text as report, reported_at from instance_report
                    where reported_at > now() - :age_ms::bigint * interval '1 ms' order by instance limit 200""").parameters("age_ms").load();

    private final Pool pool;
    private final ObjectMapper json;
    private final ObjectReader reader;
    private final Duration maxAge;

    InstanceReports(Pool pool, ObjectMapper json, ConsoleConfig config) {
        this.pool = pool;
        this.json = json;
        // A newer instance may report members that are unknown here.
        this.reader = json.readerFor(InstanceReport.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.maxAge = config.reportInterval().multipliedBy(MISSED).plusSeconds(1);
    }

    Uni<Void> store(InstanceReport report) {
        return STORE.with("instance", report.instance())
                .with("report", written(report))
                .execute(pool)
                .replaceWithVoid();
    }

    /** The reports of the instances that run. */
    Uni<List<InstanceReport>> current() {
        return CURRENT.with("age_ms", maxAge.toMillis()).execute(pool).map(rows -> rows.list(this::report));
    }

    private String written(InstanceReport report) {
        try {
            return json.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private InstanceReport report(SqlRow row) {
        try {
            InstanceReport report = reader.readValue(row.text("report"));
            return report.at(row.instant("reported_at"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored report must be valid JSON", e);
        }
    }
}
