package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.parley.sandbox.meta.account.CompletedUpload;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The sample files of media headers, at most 1000; the oldest is deleted for a new one. Reads of a template contain a link in
 * place of the upload's handle, as Meta's do. The links need no token.
 */
public final class TemplateSamples {
    /** Path prefix of links. */
    public static final String LINKS = "/graph-template-samples/";

    private static final int MAX_SAMPLES = 1_000;

    private final Map<String, Sample> samples = new LinkedHashMap<>();

    private record Sample(String type, Path file) {}

    /**
     * Replaces the handles in components by links to copies of their files.
     *
     * @param uploads returns the file of a handle; empty for what is a link already
     * @param host host and port of the links
     */
    ArrayNode link(ArrayNode components, Function<String, Optional<CompletedUpload>> uploads, String host) {
        var linked = components.deepCopy();
        for (JsonNode handles : linked.findValues("header_handle")) {
            if (handles instanceof ArrayNode array) {
                uploads.apply(array.path(0).asText())
                        .ifPresent(upload -> array.set(0, TextNode.valueOf("http://" + host + LINKS + add(upload))));
            }
        }
        return linked;
    }

    private String add(CompletedUpload upload) {
        if (samples.size() >= MAX_SAMPLES) {
            delete(samples.remove(samples.keySet().iterator().next()));
        }
        try {
            var copy = Files.createTempFile("sandbox-template-sample", null);
            copy.toFile().deleteOnExit();
            Files.copy(upload.path(), copy, StandardCopyOption.REPLACE_EXISTING);
            var name = UUID.randomUUID().toString();
            samples.put(name, new Sample(upload.type(), copy));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the media type of the file of a link; empty for other texts. */
    Optional<String> typeOf(String link) {
        var at = link.indexOf(LINKS);
        return at < 0
                ? Optional.empty()
                : Optional.ofNullable(samples.get(link.substring(at + LINKS.length())))
                        .map(Sample::type);
    }

    void clear() {
        samples.values().forEach(TemplateSamples::delete);
        samples.clear();
    }

    private static void delete(Sample sample) {
        try {
            Files.deleteIfExists(sample.file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves a link. */
    public void download(HttpServerRequest request) {
        var sample = samples.get(request.path().substring(LINKS.length()));
        if (sample == null) {
            request.response().setStatusCode(404).end();
        } else {
            request.response().putHeader("Content-Type", sample.type).sendFile(sample.file.toString());
        }
    }
}
