package io.parley.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpansForCollectorsTest {

    private static final String SWITCH = "quarkus.otel.instrument.vertx-http";

    @Test
    void instrumentationsAreDisabledWithoutCollector() {
        assertEquals(Optional.of("false"), switchWith(Map.of()));
        assertEquals(Optional.of("false"), switchWith(Map.of("quarkus.otel.exporter.otlp.endpoint", " ")));
    }

    @Test
    void settingsAreUnchangedWithCollector() {
        assertEquals(
                Optional.empty(), switchWith(Map.of("quarkus.otel.exporter.otlp.endpoint", "http://collector:4317")));
    }

    @Test
    void explicitSettingsTakePrecedence() {
        assertEquals(Optional.of("true"), switchWith(Map.of(SWITCH, "true")));
    }

    private static Optional<String> switchWith(Map<String, String> environment) {
        var service = new HashMap<>(Map.of("parley.traces.only-if-collected", "vertx-sql-client, vertx-http"));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(service, "service", 100))
                .withSources(new PropertiesConfigSource(environment, "environment", 300))
                .withSources(new SpansForCollectors())
                .build()
                .getOptionalValue(SWITCH, String.class);
    }
}
