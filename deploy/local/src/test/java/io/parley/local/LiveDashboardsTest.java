package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every panel of every dashboard shows data of a platform with traffic, by a real Prometheus. */
@ExtendWith(OnePlatform.class)
@Timeout(240)
@Tag("slow")
class LiveDashboardsTest {
    private static final Path FILES = Path.of(System.getProperty("parley.home")).resolve("deploy/helm/parley/files");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;

    @TempDir
    Path folder;

    LiveDashboardsTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void everyPanelShowsData() throws Exception {
        PrometheusServer.require();
        var queries = queries();
        assertTrue(queries.size() > 100, queries.size() + " queries");
        try (var traffic = new MixedTraffic(platform);
                var prometheus = new PrometheusServer(platform, folder, FILES.resolve("alerts"))) {
            traffic.round();
            traffic.failures();
            var empty = new TreeSet<>(queries.keySet());
            var end = System.nanoTime() + 120_000_000_000L;
            while (!empty.isEmpty() && System.nanoTime() < end) {
                traffic.round();
                for (var query : List.copyOf(empty)) {
                    if (hasData(prometheus.range(queries.get(query)))) {
                        empty.remove(query);
                    }
                }
            }

            assertEquals(new TreeSet<>(), empty, "queries without data");
        }
    }

    /** The expressions of all panels by their place. */
    private static Map<String, String> queries() throws Exception {
        var queries = new TreeMap<String, String>();
        try (var files = Files.list(FILES.resolve("dashboards"))) {
            for (var file : files.sorted().toList()) {
                for (var panel : JSON.readTree(file.toFile()).path("panels")) {
                    for (var target : panel.path("targets")) {
                        var place = "%s: %s %s"
                                .formatted(
                                        file.getFileName(),
                                        panel.path("title").asText(),
                                        target.path("refId").asText());
                        queries.put(
                                place,
                                target.path("expr")
                                        .asText()
                                        .replace("$__rate_interval", "15s")
                                        .replaceAll("\"\\$[a-z]+\"", "\".+\""));
                    }
                }
            }
        }
        return queries;
    }

    private static boolean hasData(JsonNode series) {
        return series.valueStream()
                .flatMap(one -> one.path("values").valueStream())
                .anyMatch(point -> !point.path(1).asText().equals("NaN"));
    }
}
