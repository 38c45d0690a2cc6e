package io.parley.model.fact;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a flow: one record of the compacted topic {@link io.parley.model.Topics#FLOW_FACTS}, keyed by
 * {@link #key()}. As with templates, the newest {@link #version()} wins, a record may be published again, and readers
 * ignore what they do not know. A tombstone removes a deleted flow; Meta never uses an id again, so a record that
 * arrives after the tombstone is of the past.
 *
 * @param schema version of this record's schema, {@value #SCHEMA}
 * @param accountId the customer's account
 * @param whatsAppAccountId the contract's id
 * @param wabaId Meta's id of that WhatsApp account
 * @param flowId Meta's id, digits
 * @param status the contract's FlowStatus: {@code DRAFT}, {@code PUBLISHED} or {@code DEPRECATED}
 * @param metaStatus Meta's own status, which is more specific: {@code THROTTLED} and {@code BLOCKED} are published flows
 * @param endpointUri the endpoint of the customer's team, as the team gave it; null if the flow has none. While the
 *      platform decrypts for the team, Meta has another address
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
        String metaStatus,
        @Nullable String endpointUri,
        List<FactChange> changes,
        long version,
        Instant at) {

    public static final int SCHEMA = 1;

    public FlowFact {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(whatsAppAccountId, "whatsAppAccountId");
        Objects.requireNonNull(flowId, "flowId");
        Objects.requireNonNull(status, "status");
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** Key on the topic: the flow's id. */
    public String key() {
        return flowId;
    }
}
