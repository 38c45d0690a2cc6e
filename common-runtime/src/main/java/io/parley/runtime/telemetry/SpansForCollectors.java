package io.parley.runtime.telemetry;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Disables instrumentations that cost more than they are worth without a collector: those that {@code
 * parley.traces.only-if-collected} lists by Quarkus' names, as in {@code quarkus.otel.instrument.<name>}. An explicit
 * setting of such a switch takes precedence.
 */
public final class SpansForCollectors implements ConfigSourceFactory {

    /** The endpoint of the collector; blank for none. */
    static final String COLLECTOR = "quarkus.otel.exporter.otlp.endpoint";

    private static final String NAMES = "parley.traces.only-if-collected";

    /** Above the services' own files, below environment and system properties. */
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (value(context, COLLECTOR).isPresent()) {
            return List.of();
        }
        var switches = value(context, NAMES).stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .collect(Collectors.toMap(name -> "quarkus.otel.instrument." + name.strip(), name -> "false"));
        return List.of(new PropertiesConfigSource(switches, "spans for collectors", ORDINAL));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name).getValue()).filter(value -> !value.isBlank());
    }
}
