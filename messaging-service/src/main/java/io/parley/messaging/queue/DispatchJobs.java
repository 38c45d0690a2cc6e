package io.parley.messaging.queue;

import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlEnums;
import io.parley.runtime.sql.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The parts of statements that add, claim and settle jobs together with other tables in one round trip, and the values
 * of their parameters.
 */
@ApplicationScoped
public class DispatchJobs {

    /**
     * The insert of the jobs of the messages in {@code fresh}, a table expression with the columns of the message and
     * {@code lane}, {@code claim}, {@code holds} and {@code ord}. Returns {@code message_id} and {@code state}.
     */
    public static final SqlFragment INSERT = SqlFragment.file(
            "insert_jobs", DispatchJobs.class, "queue/insert-jobs.sql", "expires_after_ms", "lease_ms", "lease_owner");

    /** Table expressions; the last one, {@code claimed}, has {@link #COLUMNS} and {@code seq}, the order of the jobs. */
    public static final SqlFragment CLAIM = SqlFragment.file(
            "claim_jobs",
            DispatchJobs.class,
            "queue/claim-jobs.sql",
            "channel",
            "open_senders",
            "max",
            "lease_owner",
            "lease_ms");

    private static final Batch<JobOutcome> OUTCOMES = Batch.<JobOutcome>named("outcomes")
            .uuid("message_id", JobOutcome::messageId)
            .bigint("fence", JobOutcome::fence)
            .text("result", outcome -> SqlEnums.label(outcome.result()))
            .bigint("after_ms", outcome -> outcome.after().toMillis())
            .integer("attempts", JobOutcome::attempts)
            .integer("throttles", JobOutcome::throttles)
            .enumerated("reason", "waiting_reason", JobOutcome::reason)
            .text("code", JobOutcome::errorCode)
            .text("text", JobOutcome::errorText);

    /**
     * Table expressions; the last one, {@code settled}, has the ended jobs: {@code message_id} and {@code waiting},
     * whether another job waits in the lane.
     */
    public static final SqlFragment SETTLE = SqlFragment.file(
                    "settle_jobs", DispatchJobs.class, "queue/settle-jobs.sql", "hold_ms", "bulk_timeout_ms")
            .batches(OUTCOMES);

    /** All jobs, as {@code j}, with the columns that other packages may read. */
    public static final SqlFragment JOBS = SqlFragment.of("jobs", """
            (select message_id, channel, lane, state, attempt, throttles, fence, attempted_at, hold_until, expires_at,
               expires_at <= now() as expired
             from dispatch_job) j""");

    /** Columns of a job, as {@code j}, from which a {@link DispatchJob} is read. */
    public static final SqlFragment COLUMNS =
            SqlFragment.of("job_columns", "j.lane, j.fence, j.attempt, j.throttles, j.expired");

    private final DispatchConfig config;
    private final SenderCircuitBreakers circuitBreakers;

    DispatchJobs(DispatchConfig config, SenderCircuitBreakers circuitBreakers) {
        this.config = config;
        this.circuitBreakers = circuitBreakers;
    }

    /**
     * Sets the parameters of {@link #INSERT}.
     *
     * @param claim name of the claim of the jobs that are inserted as claimed, see {@link LostClaims}
     */
    public SqlCall insert(SqlCall call, String claim) {
        return call.with("expires_after_ms", config.expiresAfter().toMillis())
                .with("lease_ms", config.lease().toMillis())
                .with("lease_owner", claim);
    }

    /** Sets the parameters of {@link #CLAIM}. */
    public SqlCall claim(SqlCall call, String claim, String channel, int max) {
        return call.with("channel", channel)
                .with("max", max)
                .with("open_senders", circuitBreakers.openSenders())
                .with("lease_ms", config.lease().toMillis())
                .with("lease_owner", claim);
    }

    /** Sets the parameters of {@link #SETTLE}. */
    public SqlCall settle(SqlCall call, List<JobOutcome> outcomes) {
        return call.with(OUTCOMES, outcomes)
                .with("hold_ms", config.hold().toMillis())
                .with("bulk_timeout_ms", config.bulkTimeout().toMillis());
    }
}
