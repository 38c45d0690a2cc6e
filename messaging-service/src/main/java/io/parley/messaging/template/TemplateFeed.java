package io.parley.messaging.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.parley.model.Topics;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.CompactedTopic;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps {@link TemplateCache} up to date from the topic. Nobody waits for it: what is not known, Meta decides. */
@ApplicationScoped
class TemplateFeed implements CompactedTopic.Reader {
    private final TemplateCache templates;
    private final TemplateFacts facts;
    private final CompactedTopic topic;

    TemplateFeed(TemplateCache templates, TemplateFacts facts, BrokerAccess access) {
        this.templates = templates;
        this.facts = facts;
        this.topic = new CompactedTopic(Topics.TEMPLATE_FACTS, access, this);
    }

    void start(@Observes StartupEvent event) {
        topic.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        topic.stop();
    }

    /** What is said in words that we do not know may mean anything, so what was known before goes. */
    @Override
    public void take(String key, String value) {
        try {
            var fact = value == null ? null : facts.read(value).orElse(null);
            if (fact == null) {
                templates.forget(key);
            } else {
                templates.apply(fact);
            }
        } catch (JsonProcessingException e) {
            Log.errorf("template fact unreadable key=%s", key);
            templates.forget(key);
        }
    }

    @Override
    public void caughtUp() {
        templates.markCaughtUp();
    }
}
