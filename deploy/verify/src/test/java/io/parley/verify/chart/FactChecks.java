package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import io.parley.verify.Repository;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the chart knows about services and topics is so in their sources. */
final class FactChecks {
    private static final String RULE = "facts";
    private static final Pattern TOPIC = Pattern.compile("String (\\w+) = \"([a-z.-]+)\"");
    private static final String CHANNEL = "mp.messaging.incoming.provider-events.";

    private FactChecks() {}

    static List<Finding> of(Chart chart) {
        var findings = new ArrayList<Finding>();
        chart.yaml("files/components.yaml").properties().stream()
                .filter(entry -> !entry.getKey().equals("sandbox"))
                .forEach(entry -> service(entry.getKey(), entry.getValue(), findings));
        topics(chart, findings);
        return findings;
    }

    private static void service(String name, JsonNode facts, List<Finding> to) {
        var module = facts.path("image").asText();
        var file = Repository.path(module + "/src/main/resources/application.properties");
        if (!Files.exists(file)) {
            to.add(new Finding(RULE, name, "there is no service " + module));
            return;
        }
        var settings = properties(Repository.text(file));
        equal(
                name,
                "database",
                facts.path("database").asText(),
                settings.containsKey("quarkus.datasource.db-kind"),
                to);
        equal(
                name,
                "schema",
                facts.path("database").asBoolean() ? name : "null",
                settings.getProperty("quarkus.flyway.default-schema"),
                to);
        equal(
                name,
                "forwarded",
                facts.path("forwarded").asText(),
                !"false".equals(settings.getProperty("quarkus.http.proxy.proxy-address-forwarding")),
                to);
        equal(
                name,
                "consumer.group",
                facts.at("/consumer/group").asText("null"),
                settings.getProperty(CHANNEL + "group.id"),
                to);
        var topics = settings.getProperty(CHANNEL + "topic", settings.getProperty(CHANNEL + "topics", "null"));
        equal(name, "consumer.topic", facts.at("/consumer/topic").asText("null"), topics.split(",")[0], to);
    }

    private static void equal(String service, String fact, String stated, Object actual, List<Finding> to) {
        if (!stated.equals(String.valueOf(actual))) {
            to.add(new Finding(RULE, service, fact + " is " + stated + ", but the service has " + actual));
        }
    }

    /** {@code Topics} names the topics, {@code TopicSetup} states how they are kept. */
    private static void topics(Chart chart, List<Finding> to) {
        var names = TOPIC.matcher(Repository.text("common-model/src/main/java/io/parley/model/Topics.java"))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        var setup = Repository.text("common-runtime/src/main/java/io/parley/runtime/bus/TopicSetup.java");
        var stated = chart.yaml("files/topics.yaml");
        names.forEach((constant, topic) -> {
            var kind = Pattern.compile("(EVENTS|STATES|FACTS) =\\s*List\\.of\\([^)]*Topics\\." + constant + "\\b")
                    .matcher(setup)
                    .results()
                    .map(match ->
                            match.group(1).toLowerCase(java.util.Locale.ROOT).replace("states", "state"))
                    .findFirst()
                    .orElse("unknown");
            equal("files/topics.yaml", topic, stated.path(topic).asText("missing"), kind, to);
        });
        Set<String> unknown = new TreeSet<>();
        stated.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(names.values());
        unknown.forEach(topic -> to.add(new Finding(RULE, "files/topics.yaml", "there is no topic " + topic)));
    }

    private static Properties properties(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
