package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks find mistakes: each is made in a copy of the chart, and its rule reports it. */
@Tag("static")
@Tag("slow")
class PlantedMistakesTest {
    private static final String DEPLOYMENTS = "templates/deployments.yaml";
    private static final String POD = "templates/_pod.tpl";
    private static final String VALUES = "values.yaml";

    @TempDir
    Path folder;

    static List<PlantedMistake> mistakes() {
        return List.of(
                mistake(
                        "port of a Service without protocol",
                        "templates/services.yaml",
                        "targetPort: management, protocol: TCP",
                        "targetPort: management",
                        "ports"),
                mistake(
                        "Service with a port that no pod has",
                        "templates/services.yaml",
                        "targetPort: management,",
                        "targetPort: metrics,",
                        "ports"),
                mistake(
                        "secret as a value of a variable",
                        POD,
                        "- name: PARLEY_INSTANCE",
                        "- {name: PARLEY_OPERATOR_KEY, value: top-secret}\n- name: PARLEY_INSTANCE",
                        "secrets"),
                mistake(
                        "secret as a setting",
                        "templates/_settings.tpl",
                        "\"quarkus.http.port\" 8080",
                        "\"quarkus.http.port\" 8080 \"parley.operator.key\" \"top-secret\"",
                        "secrets"),
                mistake("missing probe", DEPLOYMENTS, "livenessProbe:", "lifecycleProbe:", "types"),
                mistake(
                        "liveness that depends on database and broker",
                        DEPLOYMENTS,
                        "\"path\" \"/q/health/live\"",
                        "\"path\" \"/q/health\"",
                        "probes"),
                mistake(
                        "privileged container",
                        VALUES,
                        "    allowPrivilegeEscalation: false\n",
                        "    privileged: true\n    allowPrivilegeEscalation: false\n",
                        "security"),
                mistake(
                        "writable root file system",
                        VALUES,
                        "readOnlyRootFilesystem: true",
                        "readOnlyRootFilesystem: false",
                        "security"),
                mistake(
                        "token of the cluster's API in pods",
                        "templates/_pod.tpl",
                        "automountServiceAccountToken: false",
                        "automountServiceAccountToken: true",
                        "security"),
                mistake(
                        "selector with the version",
                        DEPLOYMENTS,
                        "\n  template:",
                        "\n      app.kubernetes.io/version: {{ $.Chart.AppVersion | quote }}\n  template:",
                        "selectors"),
                mistake(
                        "budget of a single pod",
                        "templates/pdb.yaml",
                        "(gt (include \"parley.minReplicas\" $component | int) 1)",
                        "true",
                        "disruption",
                        "minimal"),
                mistake(
                        "image latest",
                        "templates/_helpers.tpl",
                        "| default .root.Chart.AppVersion) }}",
                        "| default \"latest\") }}",
                        "images"),
                mistake("no limit of memory", VALUES, "    limits: {memory: 768Mi}\n", "", "resources"),
                mistake(
                        "pods of all versions are spread together",
                        POD,
                        "    matchLabelKeys: [pod-template-hash]\n",
                        "",
                        "spread"),
                mistake("pods stay on a lost node", POD, "\"not-ready\" \"unreachable\"", "\"not-ready\"", "spread"),
                mistake(
                        "too little time to stop",
                        DEPLOYMENTS,
                        "add $component.shutdown.delaySeconds $component.shutdown.timeoutSeconds 10",
                        "add $component.shutdown.delaySeconds 10",
                        "drain"),
                mistake("settings do not restart pods", DEPLOYMENTS, "checksum/config", "config-checksum", "drain"),
                mistake(
                        "HPA and replicas at once",
                        DEPLOYMENTS,
                        "{{- if eq $component.autoscaling.kind \"none\" }}",
                        "{{- if true }}",
                        "scaling",
                        "ha"),
                mistake(
                        "key that is not in the schema",
                        VALUES,
                        "image:\n  # -- Registry",
                        "nickname: none\nimage:\n  # -- Registry",
                        "values"),
                mistake(
                        "key without a description",
                        "values.schema.json",
                        "\"description\": \"Name of the database.\"",
                        "\"deprecated\": false",
                        "values"),
                mistake(
                        "schema that admits unknown keys",
                        "values.schema.json",
                        "\"title\": \"Values of the chart parley\",\n  \"type\": \"object\",\n  \"additionalProperties\": false",
                        "\"title\": \"Values of the chart parley\",\n  \"type\": \"object\",\n  \"additionalProperties\": true",
                        "values"),
                mistake(
                        "unknown setting",
                        "templates/_settings.tpl",
                        "\"parley.bus.topics.partitions\"",
                        "\"parley.bus.topics.partition-count\"",
                        "settings"),
                mistake("unknown field of a Deployment", DEPLOYMENTS, "revisionHistoryLimit", "revisionLimit", "types"),
                mistake("unknown field of an HTTPRoute", "templates/_routes.tpl", "backendRefs", "backends", "types"),
                mistake(
                        "unknown field of a ScaledObject",
                        "templates/autoscaling.yaml",
                        "maxReplicaCount",
                        "maxReplicas",
                        "types",
                        "keda"),
                mistake(
                        "unknown field of a PodMonitor",
                        "templates/monitors.yaml",
                        "targetLabel: component",
                        "target: component",
                        "types",
                        "monitoring"),
                mistake(
                        "unknown field of a KafkaTopic",
                        "templates/topics.yaml",
                        "topicName:",
                        "topic:",
                        "types",
                        "strimzi-cnpg"),
                mistake(
                        "route to the wrong service",
                        "templates/_routes.tpl",
                        "- name: {{ include \"parley.fullname\" $.root }}-{{ $service }}",
                        "- name: {{ include \"parley.fullname\" $.root }}-messaging",
                        "routes"),
                mistake(
                        "prefix in place of an expression",
                        "templates/_routes.tpl",
                        "\"type\" \"RegularExpression\" \"value\" .pattern",
                        "\"type\" \"PathPrefix\" \"value\" \"/conversations/v3/channels\"",
                        "routes"),
                mistake(
                        "operators' paths are public",
                        "templates/_routes.tpl",
                        "(eq (hasPrefix \"^/operator/\" .pattern) $.operator)",
                        "true",
                        "routes",
                        "ingress"),
                mistake("another table of routes", "files/routes.yaml", "(docs|openapi)", "(docs|open-api)", "routes"),
                mistake("callbacks reach private addresses", VALUES, "    - 10.0.0.0/8\n", "", "network"),
                mistake(
                        "every port is open to the outside",
                        "templates/_network.tpl",
                        "- ports:\n    {{- range .ports }}\n    - {port: {{ . }}, protocol: TCP}\n    {{- end }}\n  to:",
                        "- to:",
                        "network"),
                mistake(
                        "gateway reaches the database",
                        "templates/_network.tpl",
                        "{{- if .component.facts.database }}\n{{ include \"parley.databaseRule\" .root }}",
                        "{{- if true }}\n{{ include \"parley.databaseRule\" .root }}",
                        "network"),
                mistake(
                        "a policy limits one direction only",
                        "templates/networkpolicies.yaml",
                        "policyTypes: [Ingress, Egress]",
                        "policyTypes: [Ingress]",
                        "network"),
                mistake("missing topic", "files/topics.yaml", "flow.keys: state\n", "", "facts"),
                mistake(
                        "topic that is not compacted",
                        "files/topics.yaml",
                        "directory: state",
                        "directory: events",
                        "facts"),
                mistake(
                        "consumer group of another name",
                        "files/components.yaml",
                        "group: flow-service",
                        "group: flow",
                        "facts"),
                mistake(
                        "a volume without a limit",
                        POD,
                        "emptyDir: {sizeLimit: {{ .component.tmpSize | quote }}}",
                        "emptyDir: {}",
                        "volumes"));
    }

    private static PlantedMistake mistake(String name, String file, String correct, String wrong, String rule) {
        return mistake(name, file, correct, wrong, rule, "gateway-api");
    }

    private static PlantedMistake mistake(
            String name, String file, String correct, String wrong, String rule, String preset) {
        return new PlantedMistake(name, file, correct, wrong, preset, rule);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theMistakeIsFound(PlantedMistake mistake) {
        var findings = mistake.findings(folder);

        assertTrue(
                findings.stream().anyMatch(finding -> finding.rule().equals(mistake.rule())),
                () -> "rule " + mistake.rule() + " does not report it, but " + findings);
    }
}
