package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names, labels and selectors. */
final class MetadataChecks {
    private static final int MAX_NAME = 63;
    private static final String PREFIX = "app.kubernetes.io/";
    private static final List<String> LABELS = List.of(
            PREFIX + "name",
            PREFIX + "instance",
            PREFIX + "component",
            PREFIX + "version",
            PREFIX + "part-of",
            PREFIX + "managed-by",
            "helm.sh/chart");

    /** Labels that stay the same when the release is upgraded. */
    private static final Set<String> STABLE = Set.of(PREFIX + "name", PREFIX + "instance", PREFIX + "component");

    private MetadataChecks() {}

    static List<Finding> of(Rendered rendered) {
        var findings = new ArrayList<Finding>();
        var ids = new HashSet<String>();
        for (var manifest : rendered.manifests()) {
            if (!ids.add(manifest.apiVersion() + manifest.id())) {
                findings.add(manifest.finding("names", "two resources have this name"));
            }
            if (manifest.name().length() > MAX_NAME) {
                findings.add(manifest.finding("names", "the name is longer than " + MAX_NAME + " characters"));
            }
            labels(manifest, findings);
            selectors(manifest, rendered, findings);
        }
        return findings;
    }

    /** Resources of extraObjects are those of the user, and have no labels of the chart. */
    private static void labels(Manifest manifest, List<Finding> to) {
        var labels = manifest.json().path("metadata").path("labels");
        if (labels.isMissingNode() && manifest.name().endsWith("-note")) {
            return;
        }
        LABELS.stream()
                .filter(label -> !labels.has(label))
                .forEach(label -> to.add(manifest.finding("labels", "label " + label + " is missing")));
        if (manifest.json().path("metadata").path("namespace").asText().isEmpty()) {
            to.add(manifest.finding("labels", "the namespace is missing"));
        }
    }

    private static void selectors(Manifest manifest, Rendered rendered, List<Finding> to) {
        var selector = podSelector(manifest);
        if (selector.isMissingNode()) {
            return;
        }
        Stream<String> names = selector.properties().stream().map(entry -> entry.getKey());
        names.filter(name -> !STABLE.contains(name))
                .forEach(name -> to.add(manifest.finding(
                        "selectors",
                        "label " + name + " may change, but selectors are immutable or must match old pods")));
        if (rendered.withPods().noneMatch(workload -> matches(selector, workload))) {
            to.add(manifest.finding("selectors", "selects no pod of the chart"));
        }
    }

    static JsonNode podSelector(Manifest manifest) {
        return switch (manifest.kind()) {
            case "Deployment", "PodDisruptionBudget" -> manifest.spec().at("/selector/matchLabels");
            case "Service" -> manifest.spec().path("selector");
            case "NetworkPolicy" -> manifest.spec().at("/podSelector/matchLabels");
            case "PodMonitor" -> manifest.spec().at("/selector/matchLabels");
            default -> manifest.json().path("none");
        };
    }

    /** Whether a selector selects the pods of a workload. */
    static boolean matches(JsonNode selector, Manifest workload) {
        var labels = workload.pod().at("/metadata/labels");
        return selector.properties().stream()
                .allMatch(entry -> labels.path(entry.getKey()).equals(entry.getValue()));
    }
}
