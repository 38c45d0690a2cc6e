package io.parley.flow.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.lifecycle.FlowOperation;
import io.parley.flow.reconcile.RefreshFlow;
import io.parley.flow.store.FlowChange;
import io.parley.flow.store.FlowChanges;
import io.parley.flow.store.FlowLeases;
import io.parley.flow.store.FlowLeases.Lease;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.background.Detached;
import io.parley.runtime.background.SafeContext;
import io.parley.runtime.graph.GraphFailure;
import io.parley.runtime.graph.GraphFailure.Kind;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Makes one operation of a flow: claims the flow, so that no other operation runs at the same time, checks the state,
 * calls Meta, and stores the result. If Meta's response is lost, the flow is read; while that fails, the flow is
 * uncertain, and the next operation reads it first. A caller that disconnects ends its wait and not the operation.
 */
@ApplicationScoped
class ChangeFlow {
    private static final Set<Kind> AMBIGUOUS = Set.of(Kind.NO_RESPONSE, Kind.OUTAGE);
    private static final Duration CLAIM_PAUSE = Duration.ofMillis(100);
    private static final int CLAIM_ATTEMPTS = 20;

    /** Below what is left of the time for a response after a call without one. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(3);

    private final StoredFlows flows;
    private final FlowLeases leases;
    private final FlowChanges changes;
    private final RefreshFlow refresh;

    ChangeFlow(StoredFlows flows, FlowLeases leases, FlowChanges changes, RefreshFlow refresh) {
        this.flows = flows;
        this.leases = leases;
        this.changes = changes;
        this.refresh = refresh;
    }

    /** What an operation does. */
    interface Step {

        /** Checks the rest of the rules and calls Meta; fails with a {@link GraphFailure} or a problem. */
        Uni<JsonNode> call(FlowRow flow);

        /** Stores the result; the row is locked. */
        Uni<Void> store(FlowChange change, FlowRow flow, JsonNode result);

        /** The member of the request that Meta most probably refused. */
        String field();
    }

    /** Completes when the result is stored, or fails with a problem. */
    Uni<Void> change(WhatsAppAccount account, String flowId, FlowOperation operation, Step step) {
        return Detached.of(() -> existing(account, flowId)
                .chain(() -> claim(flowId, CLAIM_ATTEMPTS))
                .chain(lease ->
                        new Run(account, flowId, operation, step).run().eventually(() -> leases.release(lease))));
    }

    /** A flow that was created at Meta a moment ago is not stored yet. */
    private Uni<FlowRow> existing(WhatsAppAccount account, String flowId) {
        return flows.read(flowId)
                .chain(row -> row == null
                        ? refresh.refresh(account, flowId)
                                .onFailure(GraphFailure.class)
                                .transform(failure -> FlowProblems.of((GraphFailure) failure, "status"))
                        : flows.ofAccount(account.id(), flowId))
                .onItem()
                .ifNull()
                .failWith(FlowProblems::unknown);
    }

    private Uni<Lease> claim(String flowId, int attempts) {
        return leases.claim(flowId).chain(lease -> {
            if (lease.isPresent()) {
                return Uni.createFrom().item(lease.get());
            }
            return attempts == 1 ? Uni.createFrom().failure(FlowProblems.busy()) : claimLater(flowId, attempts - 1);
        });
    }

    private Uni<Lease> claimLater(String flowId, int attempts) {
        var context = SafeContext.executor();
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(CLAIM_PAUSE)
                .emitOn(context)
                .chain(() -> claim(flowId, attempts));
    }

    /** One operation on a claimed flow. */
    private final class Run {
        private final WhatsAppAccount account;
        private final String flowId;
        private final FlowOperation operation;
        private final Step step;

        private Run(WhatsAppAccount account, String flowId, FlowOperation operation, Step step) {
            this.account = account;
            this.flowId = flowId;
            this.operation = operation;
            this.step = step;
        }

        private Uni<Void> run() {
            return flows.ofAccount(account.id(), flowId).chain(row -> {
                if (row == null) {
                    throw FlowProblems.unknown();
                }
                return row.uncertain == null ? make(row) : makeUncertain(row);
            });
        }

        /** The result of an earlier operation is not known. */
        private Uni<Void> makeUncertain(FlowRow before) {
            var isSame = operation.name().equals(before.uncertain);
            return refresh.refresh(account, flowId)
                    .onFailure(GraphFailure.class)
                    .transform(failure -> FlowProblems.of((GraphFailure) failure, step.field()))
                    .chain(row -> {
                        if (row == null) {
                            return deletedMeanwhile(isSame);
                        }
                        return isSame && operation.isMadeIn(row.status) ? certain() : make(row);
                    });
        }

        private Uni<Void> deletedMeanwhile(boolean isSame) {
            return isSame && operation == FlowOperation.DELETE
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(FlowProblems.unknown());
        }

        private Uni<Void> make(FlowRow row) {
            check(row);
            return step.call(row)
                    .chain(this::store)
                    .onFailure(GraphFailure.class)
                    .recoverWithUni(failure -> failed((GraphFailure) failure));
        }

        private void check(FlowRow row) {
            operation.violation(row.status).ifPresent(violation -> {
                throw Problems.constraintViolation(List.of(violation));
            });
        }

        private Uni<Void> store(JsonNode result) {
            return changes.commit(change -> flows.lock(flowId)
                    .chain(row -> row == null
                            ? Uni.createFrom().voidItem()
                            : step.store(change, row, result).invoke(() -> settled(change, row))));
        }

        /** Reads that began before now may have seen the state before, also of {@code updated_at}. */
        private void settled(FlowChange change, FlowRow row) {
            row.uncertain = null;
            row.readAt = change.now();
            row.metaUpdatedAt = null;
        }

        private Uni<Void> failed(GraphFailure failure) {
            if (AMBIGUOUS.contains(failure.kind())) {
                return uncertain().chain(() -> readAgain(failure));
            }
            return failure.kind() == Kind.REFUSED
                    ? readAfterRefusal(failure)
                    : Uni.createFrom().failure(FlowProblems.of(failure, step.field()));
        }

        private Uni<Void> uncertain() {
            return changes.commit(change -> flows.lock(flowId)
                    .invoke(row -> {
                        if (row != null) {
                            row.uncertain = operation.name();
                        }
                    })
                    .replaceWithVoid());
        }

        private Uni<Void> certain() {
            return changes.commit(change -> flows.lock(flowId)
                    .invoke(row -> {
                        if (row != null) {
                            row.uncertain = null;
                        }
                    })
                    .replaceWithVoid());
        }

        private Uni<Void> readAgain(GraphFailure failure) {
            var problem = FlowProblems.of(failure, step.field());
            return refresh.refresh(account, flowId)
                    .ifNoItem()
                    .after(READ_AGAIN)
                    .fail()
                    .emitOn(SafeContext.executor())
                    .onFailure()
                    .transform(again -> problem)
                    .chain(row -> {
                        if (row == null && operation == FlowOperation.DELETE) {
                            return Uni.createFrom().voidItem();
                        }
                        return row != null && operation.isMadeIn(row.status)
                                ? certain()
                                : Uni.createFrom().failure(problem);
                    });
        }

        /** Meta's state may be another one than ours; then the state is the reason. */
        private Uni<Void> readAfterRefusal(GraphFailure failure) {
            var refused = FlowProblems.of(failure, step.field());
            return refresh.refresh(account, flowId)
                    .ifNoItem()
                    .after(READ_AGAIN)
                    .fail()
                    .emitOn(SafeContext.executor())
                    .onFailure()
                    .transform(again -> refused)
                    .invoke(row -> {
                        if (row == null) {
                            throw FlowProblems.unknown();
                        }
                        check(row);
                        throw refused;
                    })
                    .replaceWithVoid();
        }
    }
}
