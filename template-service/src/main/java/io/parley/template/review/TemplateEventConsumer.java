package io.parley.template.review;

import io.parley.runtime.parking.ProviderEventBatch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes Meta's webhooks about templates, whose effects are stored together. Offsets are committed afterwards. */
@ApplicationScoped
class TemplateEventConsumer {
    private final ProviderEventBatch events;
    private final ReviewTemplates review;

    TemplateEventConsumer(ProviderEventBatch events, ReviewTemplates review) {
        this.events = events;
        this.review = review;
    }

    @Incoming("provider-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> batch) {
        return events.processTogether(batch, event -> ReviewReader.read(event).map(review::apply));
    }
}
