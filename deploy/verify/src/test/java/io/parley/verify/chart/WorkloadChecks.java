package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rules about pods: they start, are observed, end in order, and survive the loss of a node. */
final class WorkloadChecks {
    private static final Map<String, String> PROBES = Map.of(
            "startupProbe", "/q/health/started",
            "readinessProbe", "/q/health/ready",
            "livenessProbe", "/q/health/live");

    /** Health of a program without a management port. */
    private static final String PLAIN_HEALTH = "/health";

    private static final int MAX_NODE_LOSS_SECONDS = 60;
    private static final int DRAIN_MARGIN_SECONDS = 10;

    private WorkloadChecks() {}

    static List<Finding> of(Rendered rendered) {
        var findings = new ArrayList<Finding>();
        rendered.withPods().forEach(workload -> {
            images(workload, findings);
            resources(workload, findings);
            environment(workload, findings);
            volumes(workload, findings);
        });
        rendered.deployments().forEach(deployment -> {
            probes(deployment, findings);
            spread(deployment, findings);
            drain(deployment, rendered, findings);
            update(deployment, findings);
        });
        return findings;
    }

    private static void images(Manifest workload, List<Finding> to) {
        for (var container : workload.containers()) {
            var image = container.path("image").asText();
            var hasVersion = image.matches(".+@sha256:[0-9a-f]{64}") || image.matches(".*[^/]+:[^/:]+");
            if (!hasVersion || image.endsWith(":latest")) {
                to.add(workload.finding("images", "image " + image + " has neither a version nor a digest"));
            }
        }
    }

    private static void resources(Manifest workload, List<Finding> to) {
        for (var container : workload.containers()) {
            var resources = container.path("resources");
            for (var required : List.of("/requests/cpu", "/requests/memory", "/limits/memory")) {
                if (resources.at(required).isMissingNode()) {
                    to.add(workload.finding("resources", "resources" + required.replace('/', '.') + " is missing"));
                }
            }
        }
    }

    /** The last one of two variables with one name is used, without a notice. */
    private static void environment(Manifest workload, List<Finding> to) {
        for (var container : workload.containers()) {
            duplicates(container.path("env"), "name")
                    .forEach(name -> to.add(workload.finding("environment", "variable " + name + " is set twice")));
            duplicates(container.path("volumeMounts"), "mountPath")
                    .forEach(path -> to.add(workload.finding("volumes", "two volumes are mounted at " + path)));
        }
    }

    private static Stream<String> duplicates(JsonNode items, String member) {
        var names =
                Manifest.elements(items).map(item -> item.path(member).asText()).toList();
        return names.stream().distinct().filter(name -> names.indexOf(name) != names.lastIndexOf(name));
    }

    private static void volumes(Manifest workload, List<Finding> to) {
        var volumes = Manifest.elements(workload.pod().path("spec").path("volumes"))
                .map(volume -> volume.path("name").asText())
                .toList();
        var mounted = workload.containers().stream()
                .flatMap(container -> Manifest.elements(container.path("volumeMounts")))
                .map(mount -> mount.path("name").asText())
                .distinct()
                .toList();
        volumes.stream()
                .filter(volume -> !mounted.contains(volume))
                .forEach(volume -> to.add(workload.finding("volumes", "volume " + volume + " is not mounted")));
        mounted.stream()
                .filter(volume -> !volumes.contains(volume))
                .forEach(volume -> to.add(workload.finding("volumes", "volume " + volume + " does not exist")));
        Manifest.elements(workload.pod().path("spec").path("volumes"))
                .filter(volume ->
                        volume.has("emptyDir") && !volume.path("emptyDir").has("sizeLimit"))
                .forEach(volume -> to.add(workload.finding(
                        "volumes", "volume " + volume.path("name").asText() + " has no limit of its size")));
    }

    private static void probes(Manifest deployment, List<Finding> to) {
        for (var container : deployment.containers()) {
            PROBES.forEach((probe, path) -> {
                var actual = container.at("/" + probe + "/httpGet/path").asText();
                var port = container.at("/" + probe + "/httpGet/port").asText();
                var isDeclared = Manifest.elements(container.path("ports"))
                        .anyMatch(declared -> declared.path("name").asText().equals(port));
                if (!actual.equals(path) && !actual.equals(PLAIN_HEALTH)) {
                    to.add(deployment.finding("probes", probe + " must get " + path + ", not \"" + actual + "\""));
                } else if (!isDeclared) {
                    to.add(deployment.finding("probes", probe + " has port " + port + ", which the container lacks"));
                }
            });
        }
    }

    private static void spread(Manifest deployment, List<Finding> to) {
        var spec = deployment.pod().path("spec");
        for (var constraint : spec.path("topologySpreadConstraints")) {
            if (!constraint.path("matchLabelKeys").toString().contains("pod-template-hash")) {
                to.add(deployment.finding(
                        "spread",
                        "matchLabelKeys lacks pod-template-hash: an update would leave all pods on one node"));
            }
        }
        for (var taint : List.of("not-ready", "unreachable")) {
            var tolerated = Manifest.elements(spec.path("tolerations"))
                    .filter(one -> one.path("key").asText().equals("node.kubernetes.io/" + taint))
                    .mapToInt(one -> one.path("tolerationSeconds").asInt(Integer.MAX_VALUE))
                    .min()
                    .orElse(Integer.MAX_VALUE);
            if (tolerated > MAX_NODE_LOSS_SECONDS) {
                to.add(deployment.finding("spread", "pods stay bound to a node that is " + taint + " for minutes"));
            }
        }
    }

    /** The pod has time for the shutdown of its service, and the volume of two nodes is not needed at the same time. */
    private static void drain(Manifest deployment, Rendered rendered, List<Finding> to) {
        var settings = Settings.of(rendered, deployment.component());
        if (settings.isEmpty()) {
            return;
        }
        var needed = seconds(settings, "quarkus.shutdown.delay")
                + seconds(settings, "quarkus.shutdown.timeout")
                + DRAIN_MARGIN_SECONDS;
        var given = deployment.pod().at("/spec/terminationGracePeriodSeconds").asInt();
        if (given < needed) {
            to.add(deployment.finding(
                    "drain", "terminationGracePeriodSeconds is " + given + ", but the service needs " + needed));
        }
    }

    private static int seconds(Map<String, String> settings, String name) {
        return Integer.parseInt(settings.getOrDefault(name, "0S").replaceAll("S$", ""));
    }

    private static void update(Manifest deployment, List<Finding> to) {
        var strategy = deployment.spec().path("strategy");
        var isRecreated = strategy.path("type").asText().equals("Recreate");
        if (!isRecreated && strategy.at("/rollingUpdate/maxUnavailable").asInt(1) != 0) {
            to.add(deployment.finding("drain", "an update stops a pod before its successor is ready"));
        }
        if (deployment
                .pod()
                .at("/metadata/annotations/checksum~1config")
                .asText()
                .isEmpty()) {
            to.add(deployment.finding("drain", "changed settings do not restart the pods: checksum/config is missing"));
        }
    }
}
