package io.parley.model.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The current state of a flow: one record of the compacted topic {@link io.parley.model.Topics#FLOW_FACTS}, keyed by
 * {@link #key()}. As with templates, the newest {@link #version()} wins, a record may be published again, and readers
 * ignore what they do not know.
 *
 * @param schema version of this record's schema, {@value #SCHEMA}
 * @param accountId the customer's account
 * @param whatsAppAccountId the contract's id
 * @param wabaId Meta's id of that WhatsApp account
 * @param flowId Meta's id, digits
 * @param status Meta's value: {@code DRAFT}, {@code PUBLISHED}, {@code DEPRECATED}, {@code THROTTLED}, {@code BLOCKED};
 *      a deleted flow is published as {@code DELETED}, before a tombstone removes it
 * @param health whether messages with it are sent, Meta's value: {@code AVAILABLE}, {@code LIMITED}, {@code BLOCKED};
 *      null if Meta has not sent it
 * @param changes what this version changed; empty if it only has the state
 * @param version increases with every change of the flow
 * @param at when this version was created
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
