package io.parley.verify.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.verify.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The dashboards, in the repository or in a copy of it.
 *
 * @param root of the checkout or the copy
 */
record DashboardFiles(Path root) {
    static final String FOLDER = "deploy/helm/parley/files/dashboards";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param file its name
     * @param node as in the file
     */
    record Dashboard(String file, JsonNode node) {

        /** With the rows. */
        List<Panel> allPanels() {
            return stream(node.path("panels"))
                    .map(panel -> new Panel(this, panel))
                    .toList();
        }

        /** Without the rows, which only have a title. */
        List<Panel> panels() {
            return allPanels().stream().filter(panel -> !panel.isRow()).toList();
        }
    }

    record Panel(Dashboard dashboard, JsonNode node) {
        boolean isRow() {
            return node.path("type").asText().equals("row");
        }

        String title() {
            return node.path("title").asText();
        }

        String where() {
            return dashboard.file() + ": " + title();
        }

        List<Query> queries() {
            return stream(node.path("targets"))
                    .map(query -> new Query(this, query))
                    .toList();
        }
    }

    record Query(Panel panel, JsonNode node) {
        String where() {
            return panel.where() + " " + node.path("refId").asText();
        }

        String text() {
            return node.path("expr").asText();
        }

        /** The query with values in place of Grafana's variables. */
        String expression() {
            return text().replace("$__rate_interval", "5m").replaceAll("\"\\$[a-z]+\"", "\".*\"");
        }
    }

    static DashboardFiles ofRepository() {
        return new DashboardFiles(Repository.path(""));
    }

    List<Dashboard> all() {
        var folder = root.resolve(FOLDER);
        return Repository.names(folder).stream()
                .map(name -> new Dashboard(name, read(folder.resolve(name))))
                .toList();
    }

    /** All expressions by their place. */
    Map<String, String> expressions() {
        var all = new TreeMap<String, String>();
        for (var dashboard : all()) {
            for (var panel : dashboard.panels()) {
                panel.queries().forEach(query -> all.put(query.where(), query.expression()));
            }
        }
        return all;
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
