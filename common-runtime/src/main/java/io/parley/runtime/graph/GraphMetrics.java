package io.parley.runtime.graph;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.parley.runtime.telemetry.RefusedCredentials;
import java.util.Locale;

/** {@code parley.graph.calls}: calls about accounts, numbers, templates and flows by what Meta answered. */
final class GraphMetrics {

    private GraphMetrics() {}

    static void succeeded() {
        count("ok");
    }

    static void failed(GraphFailure.Kind kind) {
        count(kind.name().toLowerCase(Locale.ROOT));
        if (kind == GraphFailure.Kind.TOKEN || kind == GraphFailure.Kind.PERMISSION) {
            RefusedCredentials.refused("meta");
        }
    }

    private static void count(String outcome) {
        Counter.builder("parley.graph.calls")
                .description("Calls of the Graph API about accounts, numbers, templates and flows")
                .tag("outcome", outcome)
                .register(Metrics.globalRegistry)
                .increment();
    }
}
