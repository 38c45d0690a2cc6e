package io.parley.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** Metrics of one service. */
record Metrics(String url) {

    /** Returns the sum of the metrics with this name and these tags; 0 if there is none yet. */
    long value(String name, String... tags) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url)).build();
            return (long) http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line ->
                            line.startsWith(name + "{") && Stream.of(tags).allMatch(line::contains))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }
}
