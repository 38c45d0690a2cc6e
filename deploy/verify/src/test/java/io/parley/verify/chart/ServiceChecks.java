package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.List;

/** Ports, disruption budgets, autoscalers and monitors fit the workloads. */
final class ServiceChecks {
    private ServiceChecks() {}

    static List<Finding> of(Rendered rendered) {
        var findings = new ArrayList<Finding>();
        rendered.all("Service").forEach(service -> service(service, rendered, findings));
        rendered.withPods().forEach(workload -> workload.containers()
                .forEach(container -> protocols(workload, container.path("ports"), findings)));
        rendered.all("PodDisruptionBudget").forEach(budget -> budget(budget, rendered, findings));
        rendered.manifests().stream()
                .filter(one -> one.is("HorizontalPodAutoscaler") || one.is("ScaledObject"))
                .forEach(scaler -> scaler(scaler, rendered, findings));
        monitors(rendered, findings);
        return findings;
    }

    /** Server-side apply of older API servers fails without a protocol, since ports are identified by it. */
    private static void protocols(Manifest manifest, JsonNode ports, List<Finding> to) {
        for (var port : ports) {
            if (port.path("protocol").asText().isEmpty()) {
                to.add(manifest.finding("ports", "port " + port.path("name").asText() + " has no protocol"));
            }
        }
    }

    private static void service(Manifest service, Rendered rendered, List<Finding> to) {
        protocols(service, service.spec().path("ports"), to);
        for (var port : service.spec().path("ports")) {
            var target = port.path("targetPort").asText();
            if (rendered.deployments()
                    .filter(one -> MetadataChecks.matches(service.spec().path("selector"), one))
                    .flatMap(one -> one.containers().stream())
                    .flatMap(container -> Manifest.elements(container.path("ports")))
                    .noneMatch(declared -> declared.path("name").asText().equals(target))) {
                to.add(service.finding("ports", "no pod has the port " + target));
            }
            if (!target.equals("smpp") && !port.path("appProtocol").asText().equals("http")) {
                to.add(service.finding("ports", "port " + target + " has no appProtocol"));
            }
        }
    }

    /** A budget for a single pod blocks the drain of its node for ever. */
    private static void budget(Manifest budget, Rendered rendered, List<Finding> to) {
        var replicas = minReplicas(rendered, budget.component());
        var unavailable = budget.spec().path("maxUnavailable").asInt();
        if (replicas < 2 || unavailable < 1) {
            to.add(budget.finding(
                    "disruption", "blocks the drain of a node: replicas " + replicas + ", unavailable " + unavailable));
        }
        if (!budget.spec().path("unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow")) {
            to.add(budget.finding("disruption", "a pod that is not ready blocks the drain of its node"));
        }
    }

    private static int minReplicas(Rendered rendered, String component) {
        return rendered.manifests().stream()
                .filter(one -> one.component().equals(component))
                .mapToInt(one -> switch (one.kind()) {
                    case "Deployment" -> one.spec().path("replicas").asInt();
                    case "HorizontalPodAutoscaler" ->
                        one.spec().path("minReplicas").asInt();
                    case "ScaledObject" -> one.spec().path("minReplicaCount").asInt();
                    default -> 0;
                })
                .max()
                .orElse(0);
    }

    private static void scaler(Manifest scaler, Rendered rendered, List<Finding> to) {
        var deployment = rendered.of("Deployment", scaler.component());
        var target = scaler.spec().at("/scaleTargetRef/name").asText();
        if (deployment.isEmpty() || !deployment.get().name().equals(target)) {
            to.add(scaler.finding("scaling", "scales " + target + ", which does not exist"));
        } else if (deployment.get().spec().has("replicas")) {
            to.add(scaler.finding("scaling", "every upgrade sets replicas of the Deployment again"));
        }
        if (rendered.manifests().stream()
                        .filter(one ->
                                one.spec().at("/scaleTargetRef/name").asText().equals(target))
                        .count()
                > 1) {
            to.add(scaler.finding("scaling", "two autoscalers scale " + target));
        }
    }

    private static void monitors(Rendered rendered, List<Finding> to) {
        var monitors = rendered.manifests().stream()
                .filter(one -> one.is("PodMonitor") || one.is("ServiceMonitor"))
                .toList();
        if (monitors.size() > 1) {
            to.add(monitors.getLast().finding("monitors", "pods are scraped twice"));
        }
        for (var monitor : monitors) {
            var endpoints = monitor.spec().path(monitor.is("PodMonitor") ? "podMetricsEndpoints" : "endpoints");
            if (endpoints.size() != 1
                    || !endpoints.get(0).path("port").asText().equals("management")
                    || !endpoints.get(0).path("path").asText().equals("/q/metrics")) {
                to.add(monitor.finding("monitors", "metrics are at /q/metrics of the port management"));
            }
        }
    }
}
