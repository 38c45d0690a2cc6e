package io.parley.messaging.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.fact.TemplateFact;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads facts of template-service. A newer version of it may publish members that are unknown here. */
@Singleton
public class TemplateFacts {
    private final ObjectReader reader;

    TemplateFacts(ObjectMapper json) {
        this.reader = json.readerFor(TemplateFact.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE);
    }

    /** Empty for an unknown kind of fact or a newer schema version. */
    public Optional<TemplateFact> read(String json) throws JsonProcessingException {
        TemplateFact fact = reader.readValue(json);
        return Optional.ofNullable(fact).filter(known -> known.schema() <= TemplateFact.SCHEMA);
    }
}
