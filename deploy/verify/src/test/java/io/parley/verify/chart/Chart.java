package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.parley.verify.Repository;
import io.parley.verify.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The chart, or a copy of it. */
record Chart(Path folder) {
    static final String NEWEST_KUBERNETES = "1.35.0";
    private static final String FOLDER = "deploy/helm/parley";
    private static final String RELEASE = "parley";
    private static final String NAMESPACE = "parley";

    /** The chart of the repository. */
    static Chart ofRepository() {
        return new Chart(Repository.path(FOLDER));
    }

    /**
     * Copies the chart. In the copy, hooks are ordinary resources, since {@code helm template} of the library leaves hooks
     * out: otherwise no check would see the pod of {@code helm test} and migrations by hooks.
     */
    Chart copiedTo(Path target) {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = target.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (file.toString().contains("/templates/")) {
                    Files.writeString(copy, Files.readString(file).replace("helm.sh/hook", "parley.test/hook"));
                } else {
                    Files.copy(file, copy);
                }
            }
            return new Chart(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    String text(String file) {
        return Repository.text(path(file));
    }

    JsonNode yaml(String file) {
        return Yaml.document(text(file));
    }

    /** The names of the presets, in order. */
    List<String> presets() {
        try (var files = Files.list(path("ci"))) {
            return files.map(file -> file.getFileName().toString())
                    .map(file -> file.replace("-values.yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path preset(String name) {
        return path("ci/" + name + "-values.yaml");
    }

    Rendered render(String preset) {
        return render(preset, NEWEST_KUBERNETES, Map.of());
    }

    /**
     * Renders the chart.
     *
     * @param overrides values by their path, as of {@code --set}
     * @throws IllegalStateException with Helm's message if the chart refuses the values
     */
    Rendered render(String preset, String kubernetes, Map<String, ?> overrides) {
        return render(preset(preset), kubernetes, overrides);
    }

    Rendered render(Path values, String kubernetes, Map<String, ?> overrides) {
        return render(RELEASE, values, kubernetes, overrides);
    }

    Rendered render(String release, Path values, String kubernetes, Map<String, ?> overrides) {
        return Rendered.of(text(release, values, kubernetes, overrides));
    }

    /** What Helm renders, as it writes it. */
    String text(String release, Path values, String kubernetes, Map<String, ?> overrides) {
        var command = new Helm(folder)
                .template()
                .withName(release)
                .withNamespace(NAMESPACE)
                .withKubeVersion(kubernetes)
                .withValuesFile(values);
        overrides.forEach(command::set);
        return command.call();
    }
}
