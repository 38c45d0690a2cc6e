package io.parley.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;

/** The numbers that one service tells of itself. */
record Metrics(String url) {

    /** Sum over all of this name that have these tags; 0 if there is none yet. */
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
