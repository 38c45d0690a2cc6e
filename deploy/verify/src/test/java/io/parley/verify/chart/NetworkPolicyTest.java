package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.verify.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The allowed connections as a whole; {@link NetworkChecks} compares each policy with {@link DocumentedConnections}. */
@Tag("static")
class NetworkPolicyTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\w+) \\| ([^|]*) \\| ([^|]*DNS[^|]*) \\|$");

    @TempDir
    static Path folder;

    private static Chart chart;

    @BeforeAll
    static void copy() {
        chart = Chart.ofRepository().copiedTo(folder);
    }

    /** The table in deploy/README.md states for each component what the policies allow. */
    @Test
    void theTableOfTheReadmeIsWhatThePoliciesAllow() {
        Map<String, Set<String>> documented = new TreeMap<>();
        ROW.matcher(Repository.text("deploy/README.md"))
                .results()
                .forEach(row -> documented.put(row.group(1), targets(row.group(3))));

        assertEquals(allowed(chart.render("ha")), documented);
    }

    private static Set<String> targets(String cell) {
        var all = new TreeSet<String>();
        var words = Map.of("database", "5432", "DNS", "53", "443", "443", "8443", "8443", "SMSCs", "2775");
        words.forEach((word, port) -> {
            if (Pattern.compile("\\b" + word + "\\b").matcher(cell).find()) {
                all.add(port);
            }
        });
        if (cell.contains("brokers")) {
            all.add("9093");
        }
        return all;
    }

    private static Map<String, Set<String>> allowed(Rendered rendered) {
        // Further ports of the preset: a second broker and SMSC, and the collector of traces.
        var others = Set.of("9094", "3550", "4317");
        Map<String, Set<String>> all = new TreeMap<>();
        rendered.all("NetworkPolicy").forEach(policy -> {
            var ports = Manifest.elements(policy.spec().path("egress"))
                    .flatMap(rule -> Manifest.elements(rule.path("ports")))
                    .map(port -> port.path("port").asText())
                    .filter(port -> !others.contains(port))
                    .collect(Collectors.toCollection(TreeSet::new));
            all.put(policy.component().endsWith("-migration") ? "migrations" : policy.component(), ports);
        });
        return all;
    }

    /** No service may call another one: they exchange records on the bus only. */
    @Test
    void servicesDoNotConnectToEachOther() {
        for (var preset : List.of("minimal", "ha", "gateway-api")) {
            var peers = chart.render(preset)
                    .all("NetworkPolicy")
                    .flatMap(policy -> Manifest.elements(policy.spec().path("egress")))
                    .flatMap(rule -> Manifest.elements(rule.path("to")))
                    .filter(peer -> peer.has("podSelector"))
                    .toList();

            assertEquals(List.of(), peers, preset);
        }
    }

    /** The sandbox cannot reach anything but the gateway. */
    @Test
    void theSandboxIsIsolated() {
        var policy = chart.render("trial").of("NetworkPolicy", "sandbox").orElseThrow();

        assertEquals(2, policy.spec().path("egress").size());
        assertTrue(policy.spec().path("egress").toString().contains("\"app.kubernetes.io/component\":\"gateway\""));
    }

    @Test
    void policiesCanBeSwitchedOff() {
        var rendered = chart.render("minimal", Chart.NEWEST_KUBERNETES, Map.of("networkPolicy.enabled", false));

        assertEquals(0, rendered.all("NetworkPolicy").count());
    }
}
