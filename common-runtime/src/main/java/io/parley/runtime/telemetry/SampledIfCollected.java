package io.parley.runtime.telemetry;

import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Records spans only if a collector is configured. Without one ({@code quarkus.otel.exporter.otlp.endpoint}) a trace is
 * still propagated, with its ids in logs and callbacks; only the recording, which costs a tenth of a request, is
 * disabled, unless the caller's own trace is sampled.
 */
@Singleton
class SampledIfCollected implements AutoConfiguredOpenTelemetrySdkBuilderCustomizer {

    private final boolean collected;

    SampledIfCollected(@ConfigProperty(name = SpansForCollectors.COLLECTOR) Optional<String> endpoint) {
        this.collected = endpoint.filter(address -> !address.isBlank()).isPresent();
    }

    @Override
    public void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
        builder.addSamplerCustomizer(
                (configured, settings) -> collected ? configured : Sampler.parentBased(Sampler.alwaysOff()));
    }
}
