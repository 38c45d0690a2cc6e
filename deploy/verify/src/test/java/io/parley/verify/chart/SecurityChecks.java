package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The level {@code restricted} of the Pod Security Standards and more, and secrets only by reference. */
final class SecurityChecks {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)(password|secret|secrets[._]key|old[-_.]keys|encryption[._]keys|jaas|token|[-_.]key)s?$");

    /** Settings that name a secret's file, location or format. */
    private static final Pattern NO_SECRET = Pattern.compile("(?i).*(location|type|folder)$");

    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("://[^/@\\s]+:[^/@\\s]+@");

    private SecurityChecks() {}

    static List<Finding> of(Rendered rendered) {
        var findings = new ArrayList<Finding>();
        rendered.withPods().forEach(workload -> {
            pod(workload, findings);
            workload.containers().forEach(container -> container(workload, container, findings));
        });
        rendered.all("ServiceAccount")
                .filter(account ->
                        account.json().path("automountServiceAccountToken").asBoolean(true))
                .forEach(account -> findings.add(account.finding("security", "its token is mounted into pods")));
        rendered.manifests().forEach(manifest -> secrets(manifest, findings));
        return findings;
    }

    private static void pod(Manifest workload, List<Finding> to) {
        var spec = workload.pod().path("spec");
        if (spec.path("automountServiceAccountToken").asBoolean(true)) {
            to.add(workload.finding("security", "a token of the cluster's API is mounted"));
        }
        if (spec.path("enableServiceLinks").asBoolean(true)) {
            to.add(workload.finding("security", "addresses of other services are in the environment"));
        }
        for (var host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (spec.path(host).asBoolean()) {
                to.add(workload.finding("security", host + " is true"));
            }
        }
        Manifest.elements(spec.path("volumes"))
                .forEach(volume -> volume.fieldNames().forEachRemaining(type -> {
                    if (!type.equals("name") && !VOLUMES.contains(type)) {
                        to.add(workload.finding("security", "volume of type " + type));
                    }
                }));
    }

    private static void container(Manifest workload, JsonNode container, List<Finding> to) {
        var pod = workload.pod().at("/spec/securityContext");
        var own = container.path("securityContext");
        require(workload, !own.path("privileged").asBoolean(), "the container is privileged", to);
        require(
                workload,
                !own.path("allowPrivilegeEscalation").asBoolean(true),
                "the container may gain privileges: allowPrivilegeEscalation",
                to);
        require(
                workload,
                own.path("readOnlyRootFilesystem").asBoolean(),
                "the container can write its root file system",
                to);
        require(
                workload,
                own.at("/capabilities/drop").toString().contains("\"ALL\"")
                        && own.at("/capabilities/add").isEmpty(),
                "the container has capabilities",
                to);
        require(workload, setting(pod, own, "runAsNonRoot").asBoolean(), "the container may run as root", to);
        require(workload, setting(pod, own, "runAsUser").asInt(1) != 0, "the container runs as root", to);
        require(
                workload,
                setting(pod, own, "seccompProfile").path("type").asText().matches("RuntimeDefault|Localhost"),
                "system calls are not restricted: seccompProfile",
                to);
    }

    private static JsonNode setting(JsonNode pod, JsonNode container, String name) {
        return container.has(name) ? container.path(name) : pod.path(name);
    }

    private static void require(Manifest workload, boolean fulfilled, String problem, List<Finding> to) {
        if (!fulfilled) {
            to.add(workload.finding("security", problem));
        }
    }

    /** No value of a secret is outside a Secret. The only Secret of the chart has the constants of the sandbox. */
    private static void secrets(Manifest manifest, List<Finding> to) {
        if (manifest.is("Secret") && !manifest.component().equals("sandbox")) {
            to.add(manifest.finding("secrets", "the chart contains a Secret"));
        }
        for (var container : manifest.hasPods() ? manifest.containers() : List.<JsonNode>of()) {
            for (var variable : container.path("env")) {
                secret(
                        manifest,
                        variable.path("name").asText(),
                        variable.path("value").asText(),
                        to);
            }
        }
        if (manifest.is("ConfigMap") && !manifest.component().isEmpty()) {
            Settings.of(new Rendered("", List.of(manifest)), manifest.component())
                    .forEach((name, value) -> secret(manifest, name, value, to));
        }
    }

    private static void secret(Manifest manifest, String name, String value, List<Finding> to) {
        var isReference = value.isEmpty() || value.startsWith("file:") || value.startsWith("${");
        if (!isReference
                && SECRET_NAME
                        .matcher(name.replaceAll("\\[\\d+]$|\\.\"[^\"]*\"$", ""))
                        .find()
                && !NO_SECRET.matcher(name).matches()) {
            to.add(manifest.finding("secrets", name + " has its value outside a Secret"));
        }
        if (CREDENTIALS_IN_URL.matcher(value).find()) {
            to.add(manifest.finding("secrets", name + " is a URL with credentials"));
        }
    }
}
