package io.parley.messaging.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.parley.messaging.notification.NotifyBusiness;
import io.parley.messaging.template.TemplateFacts;
import io.parley.model.Topics;
import io.parley.model.fact.TemplateFact.Localization;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Applies template facts: publishes their changes to the customer. The current state is read elsewhere, by every
 * instance. Facts about flows are not read, because the contract has no notifications about them.
 */
@ApplicationScoped
class FactRouter {
    private final TemplateFacts facts;
    private final NotifyBusiness notify;
    private final EventRouter router;

    FactRouter(TemplateFacts facts, NotifyBusiness notify, EventRouter router) {
        this.facts = facts;
        this.notify = notify;
        this.router = router;
    }

    boolean isFact(ConsumedRecord record) {
        return Topics.TEMPLATE_FACTS.equals(record.kafka().topic());
    }

    /** Completes when the fact's effects are committed or the fact is parked. */
    Uni<?> handle(ConsumedRecord record) {
        if (record.kafka().value() == null) {
            return Uni.createFrom().voidItem();
        }
        var source = EventSource.ofFact(record);
        try {
            return facts.read(record.text())
                    .<Uni<?>>map(fact -> fact instanceof Localization template
                            ? router.counted(
                                    source,
                                    notify.publish(template, record.traceparent())
                                            .map(EventOutcome::of))
                            : Uni.createFrom().voidItem())
                    .orElseGet(() -> router.park(source, "schema newer than this release"));
        } catch (JsonProcessingException e) {
            return router.park(source, "not a template fact");
        }
    }
}
