package io.parley.template.lifecycle;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The contract's states of a localization, with the transitions that are legal. */
public enum LocalizationStatus {
    /** Stored here, not submitted to Meta yet. */
    REQUESTED,
    /** Meta has it and has not reported a state. */
    SUBMITTED,
    /** Meta does not have it: it was refused, or is over a limit. */
    SUBMIT_FAILED,
    /** Meta reviews it. */
    PENDING,
    APPROVED,
    REJECTED,
    /** In the grace period after its deletion, or archived at Meta. */
    DELETION_PENDING,
    DELETED;

    /**
     * A webhook can overtake the response to the submission, and reads can miss states in between, so a submitted
     * localization can get any state of Meta's at once. An edit of a localization that Meta does not have is submitted
     * again. Only an archived one returns from {@link #DELETION_PENDING}.
     */
    private static final Map<LocalizationStatus, Set<LocalizationStatus>> NEXT = Map.of(
            REQUESTED,
            EnumSet.of(SUBMITTED, SUBMIT_FAILED, PENDING, APPROVED, REJECTED, DELETION_PENDING, DELETED),
            SUBMITTED,
            EnumSet.of(SUBMIT_FAILED, PENDING, APPROVED, REJECTED, DELETION_PENDING, DELETED),
            SUBMIT_FAILED,
            EnumSet.of(REQUESTED, PENDING, APPROVED, REJECTED, DELETION_PENDING, DELETED),
            PENDING,
            EnumSet.of(SUBMIT_FAILED, APPROVED, REJECTED, DELETION_PENDING, DELETED),
            APPROVED,
            EnumSet.of(SUBMIT_FAILED, PENDING, REJECTED, DELETION_PENDING, DELETED),
            REJECTED,
            EnumSet.of(SUBMIT_FAILED, PENDING, APPROVED, DELETION_PENDING, DELETED),
            DELETION_PENDING,
            EnumSet.of(SUBMIT_FAILED, PENDING, APPROVED, REJECTED, DELETED),
            DELETED,
            EnumSet.noneOf(LocalizationStatus.class));

    /** Whether the transition is legal. Remaining in a state is no transition. */
    public boolean canBecome(LocalizationStatus next) {
        return NEXT.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether Meta has not decided about it yet. */
    public boolean isUndecided() {
        return this == SUBMITTED || this == PENDING;
    }
}
