package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.verify.Finding;
import io.parley.verify.Repository;
import io.parley.verify.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests and values of deploy/examples fit each other, the chart, and the types of their operators. */
@Tag("static")
class ExamplesTest {
    private static final Path EXAMPLES = Repository.path("deploy/examples");
    private static final Pattern PATH_IN_README = Pattern.compile("deploy/[\\w./-]*\\w");

    /** What the examples do not contain: values of the deployment itself. */
    private static final String OWN = """
            {"encryption": {"customerSecrets": {"existingSecret": "parley-encryption"}},
             "media": {"s3": {"bucket": "parley-media"}}}""";

    @TempDir
    static Path folder;

    @TempDir
    static Path scratch;

    private static Chart chart;
    private static Rendered manifests;
    private static ObjectNode values;
    private static Rendered rendered;

    @BeforeAll
    static void render() throws IOException {
        chart = Chart.ofRepository().copiedTo(folder);
        var text = new StringBuilder();
        values = (ObjectNode) PrettyJson.read(OWN);
        for (var file : files()) {
            if (file.endsWith(Path.of("values/parley.yaml"))) {
                values = ValuesFile.with(file, values);
            } else if (!file.toString().contains("/values/")) {
                text.append(Repository.text(file)).append("\n---\n");
            }
        }
        manifests = Rendered.of(text.toString());
        rendered = chart.render(ValuesFile.write(scratch, values), Chart.NEWEST_KUBERNETES, Map.of());
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyFieldExists() {
        assertTrue(manifests.manifests().size() >= 9, () -> "manifests " + manifests.manifests());
        assertEquals(List.<Finding>of(), TypeChecks.of(manifests));
    }

    @Test
    void theChartWithAllExamplesHasNoFinding() {
        assertEquals(List.<Finding>of(), ChartChecks.of(chart, rendered));
    }

    @Test
    void databaseAndRolesAreThoseOfTheCluster() {
        var cluster = manifests.all("Cluster").findFirst().orElseThrow();
        var database = manifests.all("Database").findFirst().orElseThrow();
        var services = Set.of("messaging", "template", "flow");

        assertEquals(cluster.name() + "-rw", values.at("/database/host").asText());
        assertEquals(
                cluster.name() + "-ca", values.at("/database/tls/caSecret/name").asText());
        assertEquals(cluster.name(), database.spec().at("/cluster/name").asText());
        for (var service : services) {
            var secret = values.at("/components/" + service + "/database/existingSecret");
            var role = Manifest.elements(cluster.spec().at("/managed/roles"))
                    .filter(one -> one.at("/passwordSecret/name").equals(secret))
                    .findFirst()
                    .orElseThrow();
            assertEquals("parley_" + service, role.path("name").asText());
            assertTrue(
                    Manifest.elements(database.spec().path("schemas"))
                            .anyMatch(schema -> schema.path("name").asText().equals(service)
                                    && schema.path("owner").equals(role.path("name"))),
                    service);
        }
    }

    @Test
    void brokerAndUserAreThoseOfStrimzi() {
        var kafka = manifests.all("Kafka").findFirst().orElseThrow();
        var user = manifests.all("KafkaUser").findFirst().orElseThrow();
        var listener = kafka.spec().at("/kafka/listeners/0");

        assertEquals(
                kafka.name() + "-kafka-bootstrap:" + listener.path("port").asText(),
                values.at("/kafka/bootstrapServers").asText());
        assertEquals(
                kafka.name() + "-cluster-ca-cert",
                values.at("/kafka/tls/caSecret/name").asText());
        assertEquals(
                user.name(), values.at("/defaults/kafkaUser/existingSecret").asText());
        var topics = rendered.all("KafkaTopic").toList();
        assertEquals(7, topics.size());
        topics.forEach(topic -> assertEquals(
                kafka.name(),
                topic.json().at("/metadata/labels/strimzi.io~1cluster").asText()));
    }

    /** Routes attach to listeners that exist and have their host. */
    @Test
    void routesAttachToTheGateways() {
        var routes = rendered.all("HTTPRoute").toList();
        assertEquals(2, routes.size());
        for (var route : routes) {
            var parent = route.spec().at("/parentRefs/0");
            var gateway = manifests
                    .all("Gateway")
                    .filter(one -> one.name().equals(parent.path("name").asText()))
                    .findFirst()
                    .orElseThrow();
            var hosts = Manifest.elements(gateway.spec().path("listeners"))
                    .filter(listener -> listener.path("name").equals(parent.path("sectionName")))
                    .map(listener -> listener.path("hostname"))
                    .toList();

            assertEquals(List.of(route.spec().at("/hostnames/0")), hosts);
        }
    }

    @Test
    void theSidecarSelectsTheDashboards() {
        var sidecar = Yaml.document(
                        Repository.text(EXAMPLES.resolve("kube-prometheus-stack/values/kube-prometheus-stack.yaml")))
                .at("/grafana/sidecar/dashboards");
        var own = values.at("/monitoring/dashboards");

        assertEquals(
                List.of(sidecar.path("label"), sidecar.path("labelValue")),
                List.of(own.path("label"), own.path("labelValue")));
    }

    @Test
    void filesThatTheReadmeNamesExist() {
        var named = new TreeSet<String>();
        PATH_IN_README
                .matcher(Repository.text(EXAMPLES.resolve("README.md")))
                .results()
                .forEach(match -> named.add(match.group()));
        named.removeIf(path -> Files.exists(Repository.path(path)));

        assertEquals(Set.of(), named);
    }

    @Test
    void valuesAreThoseOfTheChart() {
        JsonNode schema = ValuesSchema.of(chart).root();

        values.fieldNames()
                .forEachRemaining(name -> assertTrue(schema.path("properties").has(name), name));
    }
}
