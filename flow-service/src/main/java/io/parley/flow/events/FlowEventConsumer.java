package io.parley.flow.events;

import io.parley.runtime.parking.ProviderEventBatch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes Meta's webhooks about flows. Offsets are committed after the effects. */
@ApplicationScoped
class FlowEventConsumer {
    private final ProviderEventBatch events;
    private final RecordFlowEvent record;

    FlowEventConsumer(ProviderEventBatch events, RecordFlowEvent record) {
        this.events = events;
        this.record = record;
    }

    @Incoming("provider-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
        return events.process(batch, event -> FlowEventReader.read(event).map(record::record));
    }
}
