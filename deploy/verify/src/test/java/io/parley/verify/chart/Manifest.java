package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.verify.Finding;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A resource of Kubernetes. */
record Manifest(JsonNode json) {

    String kind() {
        return json.path("kind").asText();
    }

    String apiVersion() {
        return json.path("apiVersion").asText();
    }

    String name() {
        return json.path("metadata").path("name").asText();
    }

    /** Kind and name, as kubectl writes it. */
    String id() {
        return kind() + "/" + name();
    }

    /** The component of the label; empty if there is none. */
    String component() {
        return json.path("metadata")
                .path("labels")
                .path("app.kubernetes.io/component")
                .asText();
    }

    JsonNode spec() {
        return json.path("spec");
    }

    boolean is(String kind) {
        return kind().equals(kind);
    }

    /** The template of the pods of a workload, or the resource itself if it is a pod; a missing node for other kinds. */
    JsonNode pod() {
        return is("Pod") ? json : spec().path("template");
    }

    boolean hasPods() {
        return pod().path("spec").has("containers");
    }

    /** The containers of the pods, with those that run before them. */
    List<JsonNode> containers() {
        var spec = pod().path("spec");
        return Stream.of(spec.path("initContainers"), spec.path("containers"))
                .flatMap(Manifest::elements)
                .toList();
    }

    Finding finding(String rule, String problem) {
        return new Finding(rule, id(), problem);
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
