package io.parley.runtime.http;

import io.parley.runtime.problem.ProblemJson;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;

/**
 * What a caller accepts, from its header {@code Accept}. Every caller has to take problems, so whoever accepts only these
 * gets the JSON of a success as well; the samples of the API's first clients are written like that.
 */
final class AcceptHeader {
    /** Commas outside of quoted parameters. */
    private static final String BETWEEN_RANGES = ",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private final List<Range> ranges;

    private AcceptHeader(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** @param headers the values of the header; null or empty if it was not sent */
    static AcceptHeader of(List<String> headers) {
        var text = headers == null ? "" : String.join(",", headers);
        if (text.isBlank()) {
            return new AcceptHeader(List.of(new Range("*", "*", true)));
        }
        return new AcceptHeader(List.of(text.split(BETWEEN_RANGES)).stream()
                .map(Range::parse)
                .filter(range -> range != null)
                .toList());
    }

    boolean takesJson() {
        return best(MediaType.APPLICATION_JSON) || (!refusesJson() && best(ProblemJson.MEDIA_TYPE));
    }

    /** A weight of zero says "anything but this". */
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

        /** Null if it is none. */
        static Range parse(String text) {
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

        private static boolean isWanted(String weight) {
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
