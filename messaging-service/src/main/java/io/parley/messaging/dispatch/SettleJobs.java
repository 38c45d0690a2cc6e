package io.parley.messaging.dispatch;

import io.parley.messaging.message.ProviderRefs;
import io.parley.messaging.message.ProviderRefs.Submitted;
import io.parley.messaging.message.UnknownSubmissions;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.messaging.queue.JobOutcome;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Records the results of attempts: jobs and provider ids in one statement. */
@ApplicationScoped
class SettleJobs {

    private static final SqlStatement SETTLE = SqlStatement.file(SettleJobs.class, "dispatch/settle.sql")
            .fragments(DispatchJobs.SETTLE, ProviderRefs.STORE, UnknownSubmissions.STORE, SubmitAttemptLog.INSERT)
            .load();

    private final DispatchJobs jobs;
    private final SubmitAttemptLog log;

    SettleJobs(DispatchJobs jobs, SubmitAttemptLog log) {
        this.jobs = jobs;
        this.log = log;
    }

    Uni<SettledJobs> settle(SqlConnection connection, List<DispatchResult> results) {
        return jobs.settle(
                        SETTLE.call(), results.stream().map(SettleJobs::outcome).toList())
                .with(call -> ProviderRefs.store(
                        call, results.stream().flatMap(SettleJobs::submitted).toList()))
                .with(call -> UnknownSubmissions.store(call, unknown(results)))
                .with(call -> log.insert(call, results))
                .execute(connection)
                .map(SettleJobs::settled);
    }

    private static JobOutcome outcome(DispatchResult result) {
        var job = result.job();
        return switch (result.next()) {
            case NextStep.Submitted submitted -> JobOutcome.submitted(job);
            case NextStep.Failed failed -> JobOutcome.failed(job);
            case NextStep.Retry(var pause, var counts, var throttled, var why) ->
                JobOutcome.retry(
                        job,
                        pause,
                        counts,
                        throttled,
                        why == null ? null : why.reason(),
                        why == null ? null : why.error());
            case NextStep.AwaitStatus(var error) -> JobOutcome.inDoubt(job, error);
        };
    }

    private static Stream<Submitted> submitted(DispatchResult result) {
        return result.next() instanceof NextStep.Submitted(var response)
                ? Stream.of(new Submitted(result.job().message().id(), response))
                : Stream.empty();
    }

    /** The messages that the provider has, at least in part, under an unknown id. */
    private static List<MessageReference> unknown(List<DispatchResult> results) {
        return results.stream()
                .filter(result -> result.next().leavesUnknown())
                .map(result -> result.job().message())
                .toList();
    }

    private static SettledJobs settled(SqlRows rows) {
        Map<UUID, Boolean> ended = HashMap.newHashMap(rows.size());
        var orphans = false;
        for (var row : rows) {
            if (row.isNull("message_id")) {
                orphans = true;
            } else {
                ended.put(row.uuid("message_id"), row.bool("waiting"));
            }
        }
        return new SettledJobs(ended, orphans);
    }
}
