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

/** Feeds {@link TemplateCache} from the topic. Startup does not wait for it: Meta decides about unknown templates. */
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

    /** Removes the cached fact if the new one cannot be read, because its meaning is unknown. */
    @Override
    public void onRecord(String key, String value) {
        try {
            var fact = value == null ? null : facts.read(value).orElse(null);
            if (fact == null) {
                templates.remove(key);
            } else {
                templates.apply(fact);
            }
        } catch (JsonProcessingException e) {
            Log.errorf("template fact unreadable key=%s", key);
            templates.remove(key);
        }
    }

    @Override
    public void caughtUp() {
        templates.markCaughtUp();
    }
}
