package io.parley.verify.chart;

import io.parley.verify.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Helm renders.
 *
 * @param text as Helm writes it
 */
record Rendered(String text, List<Manifest> manifests) {

    static Rendered of(String text) {
        return new Rendered(
                text, Yaml.documents(text).stream().map(Manifest::new).toList());
    }

    Stream<Manifest> all(String kind) {
        return manifests.stream().filter(manifest -> manifest.is(kind));
    }

    /** The resource of a component. */
    Optional<Manifest> of(String kind, String component) {
        return all(kind).filter(one -> one.component().equals(component)).findFirst();
    }

    Stream<Manifest> withPods() {
        return manifests.stream().filter(Manifest::hasPods);
    }

    /** Workloads whose pods run until they are stopped. */
    Stream<Manifest> deployments() {
        return all("Deployment");
    }
}
