package io.parley.model.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a flow is now: one record of the compacted topic {@link io.parley.model.Topics#FLOW_FACTS}, keyed by
 * {@link #key()}. As with templates, the newest {@link #version()} wins, a record may be told again, and readers pass over
 * what they do not know.
 *
 * @param schema version of this record's shape, {@value #SCHEMA}
 * @param accountId our customer
 * @param whatsAppAccountId the contract's
 * @param wabaId Meta's id of that WhatsApp account
 * @param flowId Meta's id, digits
 * @param status Meta's word: {@code DRAFT}, {@code PUBLISHED}, {@code DEPRECATED}, {@code THROTTLED}, {@code BLOCKED}; one
 *     that is gone is told as {@code DELETED}, before an empty record makes everybody forget it
 * @param health whether messages with it are sent, in Meta's words: {@code AVAILABLE}, {@code LIMITED}, {@code BLOCKED};
 *     null where Meta has not said
 * @param changes what this version changed; empty if it only tells the state
 * @param version grows with every change of the flow
 * @param at when this version came about
 */
public record FlowFact(
        int schema,
        UUID accountId,
        UUID whatsAppAccountId,
        String wabaId,
        String flowId,
        String name,
        String status,
        String health,
        List<FactChange> changes,
        long version,
        Instant at) {

    public static final int SCHEMA = 1;

    public FlowFact {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** Key on the topic. */
    public String key() {
        return "flow:" + flowId;
    }
}
