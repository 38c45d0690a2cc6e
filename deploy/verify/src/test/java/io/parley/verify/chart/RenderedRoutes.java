package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The services that rendered routes select, by the rules of their specifications: an HTTPRoute prefers an exact path, then a
 * regular expression, then the prefix with the most characters; controllers of an Ingress sort expressions by their length.
 */
record RenderedRoutes(List<Match> matches) {

    /** @param rank smaller ranks win */
    record Match(String service, int rank, Pattern pattern) {}

    static RenderedRoutes of(Manifest manifest) {
        var matches = manifest.is("HTTPRoute") ? ofHttpRoute(manifest) : ofIngress(manifest);
        return new RenderedRoutes(
                matches.stream().sorted(Comparator.comparingInt(Match::rank)).toList());
    }

    Optional<String> owner(String path) {
        return matches.stream()
                .filter(match -> match.pattern().matcher(path).find())
                .map(Match::service)
                .findFirst();
    }

    private static List<Match> ofHttpRoute(Manifest route) {
        var all = new ArrayList<Match>();
        for (var rule : route.spec().path("rules")) {
            for (var match : rule.path("matches")) {
                all.add(match(
                        rule.at("/backendRefs/0/name").asText(),
                        match.at("/path/type").asText(),
                        match.at("/path/value").asText()));
            }
        }
        return all;
    }

    private static Match match(String service, String type, String value) {
        return switch (type) {
            case "Exact" -> new Match(service, -3_000, Pattern.compile("^" + Pattern.quote(value) + "$"));
            case "RegularExpression" -> new Match(service, -2_000, Pattern.compile(value));
            case "PathPrefix" ->
                new Match(service, -value.length(), Pattern.compile("^" + Pattern.quote(value) + "(/|$)"));
            default -> throw new IllegalStateException("path of type " + type);
        };
    }

    private static List<Match> ofIngress(Manifest ingress) {
        var isNginx = ingress.json()
                .at("/metadata/annotations/nginx.ingress.kubernetes.io~1use-regex")
                .asText()
                .equals("true");
        var all = new ArrayList<Match>();
        for (var rule : ingress.spec().path("rules")) {
            for (JsonNode path : rule.at("/http/paths")) {
                var pattern = path.path("path").asText();
                all.add(new Match(
                        path.at("/backend/service/name").asText(),
                        -pattern.length(),
                        // ingress-nginx compares without case, from the beginning of the path.
                        isNginx ? Pattern.compile("^" + pattern, Pattern.CASE_INSENSITIVE) : Pattern.compile(pattern)));
            }
        }
        return all;
    }
}
