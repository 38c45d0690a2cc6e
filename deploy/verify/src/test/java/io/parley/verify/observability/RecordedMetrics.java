package io.parley.verify.observability;

import io.parley.verify.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Metrics that alerts and dashboards may name: those that the services expose, recorded from a running platform, and
 * those of Prometheus and of kube-state-metrics that are used. Each line of a file is a metric, its type and its labels.
 *
 * @param labels by metric, all that one of its sources has, those that the scrape configuration adds included
 */
record RecordedMetrics(Map<String, Set<String>> labels) {

    /** Added to each metric by the scrape configuration: docs/operations.md, templates/monitors.yaml. */
    static final Set<String> TARGET_LABELS = Set.of("component", "namespace", "pod", "job", "instance");

    private static final Path FOLDER = Repository.path("deploy/helm/parley/files/metrics");

    static RecordedMetrics read() {
        var metrics = new RecordedMetrics(new TreeMap<>());
        try (var files = Files.list(FOLDER)) {
            files.sorted().forEach(file -> metrics.add(Repository.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return metrics;
    }

    private void add(String text) {
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" "))
                .forEach(words -> {
                    var known = labels.computeIfAbsent(words[0], name -> new TreeSet<>(TARGET_LABELS));
                    for (var i = 2; i < words.length; i++) {
                        known.add(words[i]);
                    }
                });
    }

    /** With the metrics that recording rules produce. */
    RecordedMetrics with(Map<String, Set<String>> recordingRules) {
        var all = new TreeMap<>(labels);
        all.putAll(recordingRules);
        return new RecordedMetrics(all);
    }

    /** Empty for an unknown metric. */
    Optional<Set<String>> of(String metric) {
        return Optional.ofNullable(labels.get(metric)).map(HashSet::new);
    }
}
