package io.parley.runtime.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.parley.runtime.time.Timestamps;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/** Writes instants as {@link Timestamps} does; the number of digits of Jackson's own form depends on the value. */
@Singleton
class MillisecondInstants implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("milliseconds").addSerializer(new Serializer()));
    }

    /**
     * Runs after Quarkus has registered Jackson's module for java.time: the serializer that is registered last wins.
     */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    private static final class Serializer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Serializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(Timestamps.text(value));
        }
    }
}
