package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.embedded.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Metrics of a running platform. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
@Tag("slow")
class LocalMetricsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path HOME = Path.of(System.getProperty("parley.home"));
    private static final Path RECORDED = HOME.resolve("deploy/helm/parley/files/metrics");
    private static final Path EXPOSED = HOME.resolve("deploy/local/target/metrics");

    private final Platform platform;
    private final ProductTeam team;

    LocalMetricsTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
    }

    @Test
    void pendingCallbacksAreMeasured() throws Exception {
        team.put(
                "/configurations/callbacks",
                Map.of("messageStatusUrl", "http://127.0.0.1:" + FreePorts.next() + "/unreachable"));
        try {
            team.sendText("sms", LocalIdentities.SMS_NUMBER, "4915120000083", "Not deliverable");

            eventually("calls are pending", () -> value("parley_callback_pending") > 0 ? "yes" : null);
        } finally {
            team.put("/configurations/callbacks", Map.of());
        }
    }

    private double value(String metric) {
        try {
            return text(Service.MESSAGING)
                    .lines()
                    .filter(line -> line.startsWith(metric + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                    .findFirst()
                    .orElse(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Alerts and dashboards rely on these metrics (deploy/verify checks that). To record a new metric, copy its line from
     * {@code deploy/local/target/metrics}.
     */
    @Test
    void everyRecordedMetricIsExposed() throws Exception {
        try (var traffic = new MixedTraffic(platform)) {
            traffic.round();
            traffic.failures();

            for (var service : Service.values()) {
                var recorded = ExposedMetrics.ofText(Files.readString(RECORDED.resolve(service.module() + ".txt")));
                try {
                    eventually(
                            service + " exposes all",
                            () -> missing(recorded, service).isEmpty() ? true : null);
                } finally {
                    write(service);
                }
            }
        }
    }

    private Set<String> missing(ExposedMetrics recorded, Service service) {
        try {
            return recorded.missingIn(ExposedMetrics.of(platform.endpoints().metrics(service)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void write(Service service) throws Exception {
        var exposed = ExposedMetrics.of(platform.endpoints().metrics(service));
        var recorded = ExposedMetrics.ofText(Files.readString(RECORDED.resolve(service.module() + ".txt")));
        System.out.println(service.module() + " lacks " + recorded.missingIn(exposed));
        Files.createDirectories(EXPOSED);
        Files.writeString(EXPOSED.resolve(service.module() + ".txt"), exposed.text());
    }

    /** Monitoring systems store labels for a long time. */
    @Test
    void noLabelContainsAPhoneNumber() throws Exception {
        team.call("GET", "/configurations/channels/sms/phone-numbers/4915120000082", null);
        team.call("GET", "/nowhere/4915120000082", null);

        for (var service : Service.values()) {
            var text = text(service);
            assertEquals(
                    List.of(),
                    text.lines().filter(line -> line.contains("4915120000082")).toList());
        }
    }

    private String text(Service service) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().metrics(service)))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }
}
