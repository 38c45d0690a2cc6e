package io.parley.messaging.template;

import io.parley.model.Topics;
import io.parley.model.fact.TemplateFact;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.FactFeed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Feeds {@link TemplateCache} from the topic. Startup does not wait for it: Meta decides about unknown templates. */
@ApplicationScoped
class TemplateFeed {
    private final FactFeed<TemplateFact> feed;

    TemplateFeed(TemplateCache templates, TemplateFacts facts, BrokerAccess access) {
        this.feed = new FactFeed<>(Topics.TEMPLATE_FACTS, access, facts::read, templates);
    }

    void start(@Observes StartupEvent event) {
        feed.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        feed.stop();
    }
}
