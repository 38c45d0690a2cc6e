package io.parley.flow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.parley.model.Topics;
import io.parley.model.fact.FactChange;
import io.parley.model.fact.FlowFact;
import io.parley.runtime.outbox.OutboxRow;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes the facts that other services read (ADR 0012). */
@Singleton
class FlowFacts {
    private final ObjectWriter writer;

    FlowFacts(ObjectMapper json) {
        this.writer = json.writerFor(FlowFact.class);
    }

    /** A tombstone if the flow is deleted. */
    OutboxRow row(FlowRow row, List<FactChange> changes) {
        var fact = fact(row, changes);
        return OutboxRow.of(Topics.FLOW_FACTS, fact.key(), row.isDeleted() ? null : text(fact));
    }

    private static FlowFact fact(FlowRow row, List<FactChange> changes) {
        return new FlowFact(
                FlowFact.SCHEMA,
                row.accountId,
                row.whatsAppAccountId,
                row.wabaId,
                row.flowId,
                row.name,
                row.status.name(),
                row.metaStatus,
                row.endpointUri,
                changes,
                row.version,
                row.updatedAt);
    }

    private String text(FlowFact fact) {
        try {
            return writer.writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are always serializable", e);
        }
    }
}
