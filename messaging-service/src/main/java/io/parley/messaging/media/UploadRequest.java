package io.parley.messaging.media;

import io.parley.runtime.json.Violations;
import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of an upload.
 *
 * @param contentType as given, well-formed; null if it must be detected
 * @param validity minutes; {@link #NO_EXPIRY}, {@link #ONE_TIME} or more
 * @param fileName sanitised; null if none
 */
record UploadRequest(
        @Nullable String contentType,
        int validity,
        @Nullable String fileName) {
    static final int NO_EXPIRY = -1;
    static final int ONE_TIME = 0;

    private static final int ONE_DAY = 1440;
    private static final Pattern UNSPECIFIED = Pattern.compile(
            "\\s*(|[a-z]+/\\*|\\*/\\*|application/(octet-stream|x-www-form-urlencoded)|binary/octet-stream)\\s*(;.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");

    /** Parses the request; throws a problem that lists all violations. */
    static UploadRequest of(HttpHeaders headers, MultivaluedMap<String, String> query) {
        var violations = new Violations();
        var validity = validity(query.get("validity"), violations);
        var fileName = fileName(query.get("filename"), violations);
        violations.throwIfAny();
        return new UploadRequest(contentType(headers), validity, fileName);
    }

    private static int validity(@Nullable List<String> given, Violations violations) {
        var text = single("validity", given, violations);
        if (text.isEmpty()) {
            return ONE_DAY;
        }
        var minutes = NUMBER.matcher(text.get()).matches() ? Long.parseLong(text.get()) : Long.MIN_VALUE;
        if (minutes < NO_EXPIRY || minutes > Integer.MAX_VALUE) {
            violations.add(
                    "validity",
                    "must be a whole number of minutes, 0 for a file for a single message, or -1 for no expiry");
            return ONE_DAY;
        }
        return (int) minutes;
    }

    private static @Nullable String fileName(@Nullable List<String> given, Violations violations) {
        var text = single("filename", given, violations);
        if (text.filter(FileName::isTooLong).isPresent()) {
            violations.add("filename", "must have at most " + FileName.MAX + " characters");
            return null;
        }
        return FileName.neutral(text.orElse(null));
    }

    private static Optional<String> single(String name, @Nullable List<String> given, Violations violations) {
        if (given != null && given.size() > 1) {
            violations.add(name, "must be given once");
        }
        return given == null ? Optional.empty() : Optional.of(given.getFirst());
    }

    /** Null if the client does not specify the type: no type, any type, or a default of HTTP tools. */
    private static @Nullable String contentType(HttpHeaders headers) {
        var given = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (given == null || UNSPECIFIED.matcher(given).matches()) {
            return null;
        }
        if (!FileTypes.isWellFormed(given)) {
            throw Problems.unsupportedMediaType(
                    "The header Content-Type is not a media type; set the file's type, or omit the header.");
        }
        return given.strip();
    }
}
