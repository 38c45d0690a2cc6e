package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.embedded.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Prometheus reads of our own metrics: names by its conventions, and a text for each. */
@ExtendWith(OnePlatform.class)
@Timeout(180)
class MetricsTest {
    private static final Pattern LINE = Pattern.compile("# (HELP|TYPE) (parley_\\w+) ?(.*)");
    private static final Pattern SAMPLE = Pattern.compile("parley_\\w+_total[ {].*");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Words of which Prometheus wants the unit at the end of the name. */
    private static final Pattern TIME =
            Pattern.compile(".*_(age|time|wait|flush|job|submit|delivery|handoff|first_attempt).*");

    private final Platform platform;
    private final ProductTeam team;

    MetricsTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
    }

    @Test
    void everyMetricOfOursHasAHelpTextAndItsUnitInItsName() throws Exception {
        var message = team.sendText("sms", LocalIdentities.SMS_NUMBER, "4915120000081", "Counted");
        eventually("it was delivered", () -> isDelivered(message) ? message : null);
        assertEquals(401, unauthorized());

        var faults = new ArrayList<String>();
        var all = new HashMap<String, Map<String, String>>();
        for (var service : Service.values()) {
            all.putAll(metrics(service));
        }
        all.forEach((name, facts) -> {
            if (facts.getOrDefault("HELP", "").isBlank()) {
                faults.add(name + " has no HELP");
            }
            if (TIME.matcher(name).matches() && !name.endsWith("_seconds") && !name.endsWith("_seconds_max")) {
                faults.add(name + " does not end with _seconds");
            }
            if ("counter".equals(facts.get("TYPE")) && !facts.containsKey("TOTAL")) {
                faults.add(name + " does not end with _total");
            }
        });

        assertEquals(List.of(), faults);
        assertTrue(all.size() > 20, all.keySet().toString());
        assertTrue(
                all.containsKey("parley_callback_oldest_age_seconds"),
                all.keySet().toString());
        assertTrue(
                all.keySet().stream().noneMatch(name -> name.startsWith("parley_webhook")),
                all.keySet().toString());
    }

    @Test
    void theBacklogOfCallsIsMeasured() throws Exception {
        team.put(
                "/configurations/callbacks",
                Map.of("messageStatusUrl", "http://127.0.0.1:" + FreePorts.next() + "/nobody"));
        try {
            team.sendText("sms", LocalIdentities.SMS_NUMBER, "4915120000083", "Told to nobody");

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

    /** Labels are stored longest of all. */
    @Test
    void noLabelHoldsANumberOfAPerson() throws Exception {
        team.call("GET", "/configurations/channels/sms/phone-numbers/4915120000082", null);
        team.call("GET", "/nowhere/4915120000082", null);

        for (var service : Service.values()) {
            var text = text(service);
            assertEquals(
                    List.of(),
                    text.lines().filter(line -> line.contains("4915120000082")).toList());
        }
    }

    private boolean isDelivered(String message) {
        try {
            return team.status(message).path("status").asText().equals("delivered");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private int unauthorized() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().api() + "/configurations"))
                .header("apikey", "none")
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).statusCode();
    }

    private Map<String, Map<String, String>> metrics(Service service) throws Exception {
        var metrics = new HashMap<String, Map<String, String>>();
        for (var line : text(service).lines().toList()) {
            var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                metrics.computeIfAbsent(matcher.group(2), none -> new HashMap<>())
                        .put(matcher.group(1), matcher.group(3));
            } else if (SAMPLE.matcher(line).matches()) {
                // In the OpenMetrics format the name of a counter's family is without it.
                var family = line.replaceFirst("_total.*", "");
                for (var name : List.of(family, family + "_total")) {
                    if (metrics.containsKey(name)) {
                        metrics.get(name).put("TOTAL", "yes");
                    }
                }
            }
        }
        return metrics;
    }

    private String text(Service service) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(platform.endpoints().metrics(service)))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }
}
