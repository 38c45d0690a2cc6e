package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The connections of a component that deploy/README.md lists. Ports are those of the addresses with which the component is
 * configured. A target is the name of a component, {@code public} for public addresses only, or {@code network} for
 * addresses that the deployment may limit further.
 */
final class DocumentedConnections {
    private static final Pattern PORT = Pattern.compile(":(\\d+)");
    private static final Pattern SMSC_PORT = Pattern.compile("parley\\.channels\\.sms\\.smscs\\..*\\.port");
    private static final Pattern PORT_OF_URL = Pattern.compile("//[^/:]+:(\\d+)");
    private static final String MIGRATION = "-migration";

    private final Rendered rendered;
    private final JsonNode facts;
    private final String component;
    private final boolean isMigration;
    private final Map<String, String> settings;

    /** @param policy component of the policy; a migration has one of its own */
    DocumentedConnections(Rendered rendered, JsonNode facts, String policy) {
        this.rendered = rendered;
        this.isMigration = policy.endsWith(MIGRATION);
        this.component = policy.replace(MIGRATION, "");
        this.facts = facts.path(component);
        this.settings = Settings.of(rendered, component);
    }

    Set<String> outgoing() {
        var all = new TreeSet<String>();
        all.add("network:53");
        if (facts.path("database").asBoolean()) {
            all.add("network:" + databasePort());
        }
        if (isMigration) {
            return all;
        }
        PORT.matcher(settings.getOrDefault("kafka.bootstrap.servers", ""))
                .results()
                .forEach(port -> all.add("network:" + port.group(1)));
        var collector = PORT_OF_URL.matcher(settings.getOrDefault("quarkus.otel.exporter.otlp.endpoint", ""));
        if (collector.find()) {
            all.add("network:" + collector.group(1));
        }
        for (var target : facts.path("egress")) {
            targets(target.asText(), all);
        }
        return all;
    }

    private void targets(String target, Set<String> to) {
        switch (target) {
            case "customers" -> {
                to.add("public:443");
                to.add("public:8443");
            }
            case "providers" -> {
                to.add("public:443");
                if (isTrial()) {
                    to.add("sandbox:http");
                }
            }
            case "smscs" -> smscs(to);
            case "gateway" -> to.add("gateway:http");
            default -> throw new IllegalStateException("unknown target " + target);
        }
    }

    private void smscs(Set<String> to) {
        if (isTrial()) {
            to.add("sandbox:smpp");
        } else {
            settings.entrySet().stream()
                    .filter(setting -> SMSC_PORT.matcher(setting.getKey()).matches())
                    .forEach(port -> to.add("network:" + port.getValue()));
        }
    }

    Set<String> incoming() {
        if (isMigration) {
            return Set.of();
        }
        return facts.path("management").asBoolean() ? Set.of("http", "management") : Set.of("http", "smpp");
    }

    private boolean isTrial() {
        return rendered.of("Deployment", "sandbox").isPresent();
    }

    private String databasePort() {
        var port = rendered.deployments()
                .filter(one -> one.component().equals(component))
                .flatMap(one -> one.containers().stream())
                .flatMap(container -> Manifest.elements(container.path("env")))
                .filter(variable -> variable.path("name").asText().equals("QUARKUS_DATASOURCE_JDBC_URL"))
                .map(variable -> PORT_OF_URL.matcher(variable.path("value").asText()))
                .filter(java.util.regex.Matcher::find)
                .map(match -> match.group(1))
                .findFirst();
        return port.orElse("none");
    }
}
