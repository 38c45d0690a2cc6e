package io.parley.runtime.http;

import io.parley.runtime.problem.ProblemJson;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses the header {@code Accept}. Every caller has to accept problems, so one that accepts only these gets the JSON
 * of a success as well; the samples of the API's first clients send this.
 */
final class AcceptHeader {
    /** A comma outside of quoted parameters. */
    private static final String RANGE_SEPARATOR = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private final List<Range> ranges;

    private AcceptHeader(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @param headers the values of the header; null or empty if it was not sent */
    static AcceptHeader of(@Nullable List<String> headers) {
        var text = headers == null ? "" : String.join(",", headers);
        if (text.isBlank()) {
            return new AcceptHeader(List.of(new Range("*", "*", true)));
        }
        return new AcceptHeader(List.of(text.split(RANGE_SEPARATOR)).stream()
                .map(Range::parse)
                .filter(range -> range != null)
                .toList());
    }

    boolean acceptsJson() {
        return best(MediaType.APPLICATION_JSON) || (!refusesJson() && best(ProblemJson.MEDIA_TYPE));
    }

    /** A weight of zero excludes the type. */
    private boolean refusesJson() {
        return ranges.stream().anyMatch(range -> range.is(MediaType.APPLICATION_JSON) && !range.wanted());
    }

    /** The most specific range decides. */
    private boolean best(String type) {
        Range best = null;
        for (var range : ranges) {
            if (range.matches(type) && (best == null || range.specificity() > best.specificity())) {
                best = range;
            }
        }
        return best != null && best.wanted();
    }

    private record Range(String type, String subtype, boolean wanted) {

        /** Returns null if the text is no media range. */
        static @Nullable Range parse(String text) {
            try {
                var media = MediaType.valueOf(text.strip());
                return new Range(
                        media.getType().toLowerCase(Locale.ROOT),
                        media.getSubtype().toLowerCase(Locale.ROOT),
                        isWanted(media.getParameters().get("q")));
            } catch (IllegalArgumentException noRange) {
                return null;
            }
        }

        private static boolean isWanted(@Nullable String weight) {
            return weight == null || !weight.matches("0(?:\\.0{0,3})?");
        }

        boolean is(String mediaType) {
            return (type + "/" + subtype).equals(mediaType);
        }

        boolean matches(String mediaType) {
            return is(mediaType) || (subtype.equals("*") && (type.equals("*") || mediaType.startsWith(type + "/")));
        }

        int specificity() {
            return (type.equals("*") ? 0 : 1) + (subtype.equals("*") ? 0 : 1);
        }
    }
}
