package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import io.parley.verify.Repository;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every setting that the chart writes exists: in docs/configuration.md for that service, or in its framework. */
final class SettingChecks {
    private static final String RULE = "settings";
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(parley\\.[^`]+)`");
    private static final Pattern SANDBOX_SETTING = Pattern.compile("Map\\.entry\\(\"([a-z-]+)\"");

    /** Settings of Quarkus and of Kafka's clients that the chart uses. */
    private static final Set<String> FRAMEWORK = Set.of(
            "java.tool.options",
            "kafka.bootstrap.servers",
            "kafka.security.protocol",
            "kafka.sasl.jaas.config",
            "kafka.sasl.mechanism",
            "kafka.ssl.keystore.location",
            "kafka.ssl.keystore.password",
            "kafka.ssl.keystore.type",
            "kafka.ssl.truststore.location",
            "kafka.ssl.truststore.type",
            "quarkus.config.locations",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.password",
            "quarkus.datasource.reactive.hostname.verification.algorithm",
            "quarkus.datasource.reactive.max.size",
            "quarkus.datasource.reactive.postgresql.ssl.mode",
            "quarkus.datasource.reactive.trust.all",
            "quarkus.datasource.reactive.trust.certificate.pem",
            "quarkus.datasource.reactive.trust.certificate.pem.certs",
            "quarkus.datasource.reactive.url",
            "quarkus.datasource.username",
            "quarkus.flyway.migrate.at.start",
            "quarkus.http.port",
            "quarkus.http.proxy.proxy.address.forwarding",
            "quarkus.http.proxy.trusted.proxies",
            "quarkus.init.and.exit",
            "quarkus.management.port",
            "quarkus.otel.exporter.otlp.endpoint",
            "quarkus.shutdown.delay",
            "quarkus.shutdown.timeout");

    private SettingChecks() {}

    static List<Finding> of(Rendered rendered, JsonNode facts) {
        var findings = new ArrayList<Finding>();
        rendered.withPods().filter(workload -> !workload.is("Pod")).forEach(workload -> {
            var component = workload.component().replace("-migration", "");
            var known = known(component, facts.path(component));
            settings(rendered, workload)
                    .filter(setting -> !known.contains(plain(setting)))
                    .forEach(setting -> findings.add(workload.finding(RULE, setting + " is not a setting")));
        });
        return findings;
    }

    private static Stream<String> settings(Rendered rendered, Manifest workload) {
        var environment = workload.containers().stream()
                .flatMap(container -> Manifest.elements(container.path("env")))
                .map(variable -> variable.path("name").asText());
        return Stream.concat(environment, Settings.of(rendered, workload.component()).keySet().stream());
    }

    private static Set<String> known(String component, JsonNode facts) {
        return component.equals("sandbox")
                ? sandboxSettings()
                : Stream.concat(FRAMEWORK.stream(), documented(facts)).collect(Collectors.toSet());
    }

    /** Settings in one notation for variables and properties: {@code *} stands for a chosen name. */
    private static Stream<String> documented(JsonNode facts) {
        var service = facts.path("image").asText();
        return Arrays.stream(Repository.text("docs/configuration.md").split("(?m)^## "))
                .filter(section -> section.startsWith("All services")
                        || section.startsWith(service)
                        || (facts.path("database").asBoolean() && section.startsWith("Services with a database")))
                .flatMap(section -> DOCUMENTED.matcher(section).results())
                .map(match -> plain(match.group(1).replaceAll("<\\w+>", "\"*\"")));
    }

    private static Set<String> sandboxSettings() {
        var source = Repository.text("deploy/sandbox/src/main/java/io/parley/sandbox/SandboxConfig.java");
        return SANDBOX_SETTING
                .matcher(source)
                .results()
                .map(match -> plain("sandbox." + match.group(1)))
                .collect(Collectors.toSet());
    }

    private static String plain(String setting) {
        return setting.replaceAll("\"[^\"]+\"", "*")
                .replaceAll("\\[\\d+]$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[_-]", ".");
    }
}
