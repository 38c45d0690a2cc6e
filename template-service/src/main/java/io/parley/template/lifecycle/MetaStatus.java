package io.parley.template.lifecycle;

import static io.parley.template.lifecycle.LocalizationStatus.APPROVED;
import static io.parley.template.lifecycle.LocalizationStatus.DELETED;
import static io.parley.template.lifecycle.LocalizationStatus.DELETION_PENDING;
import static io.parley.template.lifecycle.LocalizationStatus.PENDING;
import static io.parley.template.lifecycle.LocalizationStatus.REJECTED;
import static io.parley.template.lifecycle.LocalizationStatus.SUBMIT_FAILED;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Meta's states of a template (field {@code status}, and {@code event} of its webhooks), mapped onto the contract's,
 * which has fewer. Meta's own value is stored beside the mapped one, so that a corrected mapping applies to both.
 */
public final class MetaStatus {
    public static final String PAUSED = "PAUSED";

    private static final Map<String, LocalizationStatus> CONTRACT = Map.ofEntries(
            Map.entry("PENDING", PENDING),
            Map.entry("IN_APPEAL", PENDING),
            Map.entry("APPROVED", APPROVED),
            Map.entry("REINSTATED", APPROVED),
            Map.entry("UNARCHIVED", APPROVED),
            Map.entry("FLAGGED", APPROVED),
            Map.entry("LOCKED", APPROVED),
            Map.entry(PAUSED, APPROVED),
            Map.entry("REJECTED", REJECTED),
            Map.entry("DISABLED", REJECTED),
            Map.entry("LIMIT_EXCEEDED", SUBMIT_FAILED),
            Map.entry("ARCHIVED", DELETION_PENDING),
            Map.entry("PENDING_DELETION", DELETION_PENDING),
            Map.entry("DELETED", DELETED));

    /** Values that differ from the contract's and from its mapped one in what a customer can do. */
    private static final Set<String> SPECIFIC =
            Set.of("IN_APPEAL", "FLAGGED", "LOCKED", PAUSED, "DISABLED", "LIMIT_EXCEEDED", "ARCHIVED");

    private MetaStatus() {}

    /** The contract's state; empty for a value that Meta has added since, which changes nothing. */
    public static Optional<LocalizationStatus> contractStatus(@Nullable String metaStatus) {
        return Optional.ofNullable(metaStatus).map(CONTRACT::get);
    }

    /**
     * The state as notifications report it: the contract's value if it has one, else Meta's.
     *
     * @param metaStatus null if Meta has not reported one
     */
    public static String reported(LocalizationStatus status, @Nullable String metaStatus) {
        return metaStatus != null && SPECIFIC.contains(metaStatus) && CONTRACT.get(metaStatus) == status
                ? metaStatus
                : status.name();
    }
}
