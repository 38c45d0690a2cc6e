package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus that scrapes a platform every second, with the labels that the chart sets, and evaluates the rules. */
final class PrometheusServer implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final Process process;
    private final Instant start = Instant.now();

    /** @param folder for its configuration and data */
    PrometheusServer(Platform platform, Path folder, Path rules) throws Exception {
        var port = FreePorts.next();
        url = "http://127.0.0.1:" + port;
        var configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, configuration(platform, rules));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        ProductTeam.eventually("Prometheus is ready", () -> isReady() ? true : null);
    }

    /** Skips the test on a developer's machine without Prometheus; in CI it fails. */
    static void require() {
        var isInstalled = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
        assumeTrue(
                isInstalled || "true".equals(System.getenv("CI")),
                "Prometheus is not installed (Debian: apt-get install prometheus)");
    }

    private static String configuration(Platform platform, Path rules) {
        var jobs = new StringBuilder();
        for (var service : Service.values()) {
            var target = URI.create(platform.endpoints().metrics(service)).getAuthority();
            jobs.append("""
                  - targets: ["%s"]
                    labels: {component: %s, namespace: local, pod: %s-0}
            """.formatted(target, service.route(), service.route()));
        }
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s/*.yaml"]
                scrape_configs:
                  - job_name: parley
                    metrics_path: /q/metrics
                    static_configs:
                """.formatted(rules) + jobs.toString().indent(2);
    }

    private boolean isReady() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(url + "/-/ready"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Evaluates the expression for each second since the start. Returns the series. */
    JsonNode range(String expression) throws Exception {
        var query = "/api/v1/query_range?step=1&start=%d&end=%d&query=%s"
                .formatted(
                        start.getEpochSecond(),
                        Instant.now().getEpochSecond(),
                        URLEncoder.encode(expression, StandardCharsets.UTF_8));
        var response = HTTP.send(HttpRequest.newBuilder(URI.create(url + query)).build(), BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), expression + ": " + response.body());
        return JSON.readTree(response.body()).path("data").path("result");
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
