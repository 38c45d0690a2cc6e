package io.parley.verify.chart;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings that the chart writes for a component. */
final class Settings {
    private Settings() {}

    /** Returns the settings in the ConfigMap of a component, as the service reads them; empty if it has none. */
    static Map<String, String> of(Rendered rendered, String component) {
        return rendered.of("ConfigMap", component)
                .map(config -> parse(config.json()
                        .path("data")
                        .path("application.properties")
                        .asText()))
                .orElse(Map.of());
    }

    private static Map<String, String> parse(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new TreeMap<String, String>();
        properties.forEach((name, value) -> all.put((String) name, (String) value));
        return all;
    }
}
