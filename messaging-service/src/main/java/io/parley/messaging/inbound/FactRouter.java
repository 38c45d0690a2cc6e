package io.parley.messaging.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.parley.messaging.notification.NotifyBusiness;
import io.parley.messaging.template.TemplateFacts;
import io.parley.model.Topics;
import io.parley.model.fact.TemplateFact.Localization;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Where every fact about templates ends up: its changes go on to the customer. What it says of the present is read
 * elsewhere, by every instance. Flows are no subject of the contract's notifications, so their facts are not read.
 */
@ApplicationScoped
class FactRouter {
    private final TemplateFacts facts;
    private final NotifyBusiness notify;
    private final EventRouter handle;

    FactRouter(TemplateFacts facts, NotifyBusiness notify, EventRouter handle) {
        this.facts = facts;
        this.notify = notify;
        this.handle = handle;
    }

    boolean isFact(ConsumedRecord record) {
        return Topics.TEMPLATE_FACTS.equals(record.kafka().topic());
    }

    /** Done when the fact's effects are committed, or the fact is parked. */
    Uni<?> handle(ConsumedRecord record) {
        if (record.kafka().value() == null) {
            return Uni.createFrom().voidItem();
        }
        var origin = EventSource.ofFact(record);
        try {
            return facts.read(record.text())
                    .<Uni<?>>map(fact -> fact instanceof Localization template
                            ? handle.counted(
                                    origin,
                                    notify.publish(template, record.traceparent())
                                            .map(EventOutcome::of))
                            : Uni.createFrom().voidItem())
                    .orElseGet(() -> handle.park(origin, "newer than this release"));
        } catch (JsonProcessingException e) {
            return handle.park(origin, "not a template fact");
        }
    }
}
