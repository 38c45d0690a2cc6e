package io.parley.messaging.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.Topics;
import io.parley.model.fact.FlowFact;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.FactFeed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Feeds {@link FlowCache} from the topic. Startup does not wait for it: Meta decides about unknown flows. */
@ApplicationScoped
class FlowFeed {
    private final ObjectReader reader;
    private final FactFeed<FlowFact> feed;

    FlowFeed(FlowCache flows, BrokerAccess access, ObjectMapper json) {
        // A newer flow-service may publish members that are unknown here.
        this.reader = json.readerFor(FlowFact.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.feed = new FactFeed<>(Topics.FLOW_FACTS, access, this::read, flows);
    }

    void start(@Observes StartupEvent event) {
        feed.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        feed.stop();
    }

    /** Empty for a newer schema version. */
    private Optional<FlowFact> read(String json) throws JsonProcessingException {
        FlowFact fact = reader.readValue(json);
        return Optional.ofNullable(fact).filter(known -> known.schema() <= FlowFact.SCHEMA);
    }
}
