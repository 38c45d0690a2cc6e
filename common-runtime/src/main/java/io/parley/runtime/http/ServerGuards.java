package io.parley.runtime.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.runtime.http.hardening.ConnectionGuard;
import io.parley.runtime.http.hardening.DecoderLimits;
import io.parley.runtime.http.hardening.GuardOptions;
import io.parley.runtime.http.hardening.GuardSource;
import io.parley.runtime.http.hardening.HeadLimits;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creates the guards of this service's HTTP servers from its settings; each server has its own limits. */
@Singleton
@Unremovable // looked up while a server is bound
class ServerGuards implements GuardSource {
    private static final int UNAVAILABLE = 503;

    private final GuardOptions settings;

    ServerGuards(
            HttpConfig http,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.http.limits.max-initial-line-length") int maxLine,
            @ConfigProperty(name = "quarkus.http.limits.max-header-size") MemorySize maxHeader,
            @ConfigProperty(name = "quarkus.http.limits.max-chunk-size") MemorySize maxChunk) {
        var decoder = new DecoderLimits(
                maxLine, Math.toIntExact(maxHeader.asLongValue()), Math.toIntExact(maxChunk.asLongValue()));
        var bodies = new BodyLimits(http);
        var head = new HeadLimits(
                http.maxUrl(),
                http.maxQueryParameters(),
                http.maxHeaderFields(),
                http.maxHeaders().asLongValue(),
                bodies::of);
        settings = new GuardOptions(
                decoder, head, http.maxConnections(), http.maxRequests(), status -> counter(meters, status)
                        .increment());
        // Exists from the start, since the objective of availability adds it to the requests.
        counter(meters, UNAVAILABLE);
    }

    @Override
    public ConnectionGuard guard() {
        return new ConnectionGuard(settings);
    }

    private static Counter counter(MeterRegistry meters, int status) {
        return Counter.builder("parley.http.rejected")
                .description("Requests refused before they reached the server: malformed, too large or too many")
                .tag("status", Integer.toString(status))
                .register(meters);
    }
}
