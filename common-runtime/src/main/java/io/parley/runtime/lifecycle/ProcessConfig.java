package io.parley.runtime.lifecycle;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The process and what it depends on. Single values of these are also injected where they are used. */
@ConfigMapping(prefix = "parley")
interface ProcessConfig {

    /**
     * Name of this instance at the broker and in leases, different from those of all other instances of the service. A
     * name that stays the same after a restart lets the instance resume its work at once. Default: the host's name,
     * which is the pod's in Kubernetes.
     */
    @WithDefault("${HOSTNAME:local}")
    @NotBlank
    @Size(max = 200)
    String instance();

    /**
     * Process id of a launcher; the service stops when that process has ended for any reason. Only for local runs,
     * where no platform stops a service.
     */
    @Within(min = "1")
    OptionalLong parentPid();

    /**
     * Whether the service is not ready while the broker does not respond. On for webhook-gateway, which cannot accept a
     * webhook without it; the others work without the broker for a while.
     */
    @WithName("broker.required")
    @WithDefault("false")
    boolean brokerRequired();

    /**
     * Names of Quarkus' instrumentations that create spans only if a collector is configured by {@code
     * quarkus.otel.exporter.otlp.endpoint}: without one they would only cost time.
     */
    @WithName("traces.only-if-collected")
    Optional<List<@NotBlank String>> tracesOnlyIfCollected();
}
