package io.parley.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names, types and labels of the metrics that a service exposes, without values: what alerts and dashboards may rely on.
 * As text, each metric is a line of its name, its type and its labels.
 *
 * @param metrics labels by name and type
 */
record ExposedMetrics(Map<String, Set<String>> metrics) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=\"(?:\\\\.|[^\"\\\\])*\"");

    /** Metrics of a service, in the text format of Prometheus. */
    static ExposedMetrics of(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("accept", "text/plain; version=0.0.4")
                    .build();
            return parsed(http.send(request, BodyHandlers.ofString()).body().lines());
        }
    }

    private static ExposedMetrics parsed(Stream<String> lines) {
        var metrics = new TreeMap<String, Set<String>>();
        var types = new TreeMap<String, String>();
        lines.forEach(line -> {
            var type = TYPE.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                var name = sample.group(1);
                var labels = metrics.computeIfAbsent(name + " " + type(types, name), key -> new TreeSet<>());
                LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .forEach(label -> labels.add(label.group(1)));
            }
        });
        return new ExposedMetrics(metrics);
    }

    /** The type of the metric, or of the histogram or summary that it belongs to. */
    private static String type(Map<String, String> types, String name) {
        return types.getOrDefault(name, types.getOrDefault(name.replaceFirst("_(bucket|count|sum)$", ""), "untyped"));
    }

    static ExposedMetrics ofText(String text) {
        return new ExposedMetrics(text.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        words -> words[0] + " " + words[1],
                        words -> Stream.of(words).skip(2).collect(Collectors.toCollection(TreeSet::new)),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    String text() {
        return metrics.entrySet().stream()
                .map(entry -> Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
                        .collect(Collectors.joining(" ", "", "\n")))
                .collect(Collectors.joining());
    }

    /** Lines of this one that the other has not, or not with all labels. */
    Set<String> missingIn(ExposedMetrics other) {
        return metrics.keySet().stream()
                .filter(name -> !other.metrics.getOrDefault(name, Set.of()).containsAll(metrics.get(name))
                        || !other.metrics.containsKey(name))
                .map(name -> name + " " + metrics.get(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
