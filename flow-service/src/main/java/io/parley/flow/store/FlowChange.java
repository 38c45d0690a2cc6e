package io.parley.flow.store;

import io.parley.runtime.outbox.OutboxRow;
import io.quarkus.logging.Log;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what one transaction changes: history, and facts for the other services. */
public final class FlowChange {
    private final Instant now;
    private final FlowFacts writer;
    private final FlowTransitionMetrics metrics;
    private final List<FlowHistoryRow> history = new ArrayList<>();
    private final List<OutboxRow> facts = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    FlowChange(Instant now, FlowFacts writer, FlowTransitionMetrics metrics) {
        this.now = now;
        this.writer = writer;
        this.metrics = metrics;
    }

    public Instant now() {
        return now;
    }

    /** Records a new flow, after all its members are set. */
    public void created(FlowRow row, FlowChangeCause cause) {
        row.version = now.toEpochMilli();
        record(row, null, cause);
        facts.add(writer.row(row, List.of()));
    }

    /**
     * Alters a flow, and records what differs afterwards.
     *
     * @return whether something differs
     */
    public boolean alter(FlowRow row, FlowChangeCause cause, Consumer<FlowRow> alteration) {
        var before = FlowState.of(row);
        alteration.accept(row);
        var after = FlowState.of(row);
        if (after.equals(before)) {
            return false;
        }
        row.updatedAt = now;
        row.version = nextVersion(row);
        if (!after.hasSameStatus(before)) {
            record(row, before, cause);
        }
        facts.add(writer.row(row, after.changesSince(before, now)));
        return true;
    }

    /** Publishes the unchanged state under a new version, so that it replaces whatever is on the topic. */
    void publishAgain(FlowRow row) {
        row.version = nextVersion(row);
        facts.add(writer.row(row, List.of()));
    }

    private long nextVersion(FlowRow row) {
        return Math.max(row.version + 1, now.toEpochMilli());
    }

    /** Marks a flow as deleted. */
    public void delete(FlowRow row, FlowChangeCause cause) {
        alter(row, cause, deleted -> deleted.deletedAt = now);
    }

    List<FlowHistoryRow> history() {
        return history;
    }

    List<OutboxRow> facts() {
        return facts;
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    private void record(FlowRow row, @Nullable FlowState before, FlowChangeCause cause) {
        var from = before == null ? null : before.statusName();
        var to = FlowState.of(row).statusName();
        history.add(FlowHistoryRow.of(row, before == null ? null : before.status(), cause, now));
        afterCommit.add(() -> metrics.count(from, to));
        afterCommit.add(() -> log(row, cause));
    }

    private static void log(FlowRow row, FlowChangeCause cause) {
        Log.infof(
                "flow changed accountId=%s flowId=%s status=%s metaStatus=%s cause=%s",
                row.accountId, row.flowId, row.isDeleted() ? "DELETED" : row.status, row.metaStatus, cause);
    }
}
