package io.parley.sandbox.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a body of {@code multipart/form-data} (RFC 7578) that is in memory. The bytes of the parts are not changed. */
public final class MultipartForm {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final Pattern NAME = Pattern.compile("(?i)[;\\s]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)[;\\s]filename=\"([^\"]*)\"");
    private static final String LINE = "\r\n";

    private MultipartForm() {}

    /**
     * One part.
     *
     * @param fileName null for a value
     * @param contentType null if the part has none
     */
    public record Part(String name, String fileName, String contentType, byte[] content) {
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    public static boolean isOne(String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "multipart/form-data", 0, 19);
    }

    /** @throws IllegalArgumentException if the body is not a form with the boundary of the content type */
    public static List<Part> parse(String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new IllegalArgumentException("the content type has no boundary");
        }
        var delimiter = LINE + "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
        // One character for each byte; the first delimiter may be at the start of the body.
        var text = LINE + new String(body, StandardCharsets.ISO_8859_1);
        var parts = new ArrayList<Part>();
        var start = text.indexOf(delimiter);
        while (start >= 0 && !text.startsWith("--", start + delimiter.length())) {
            var from = start + delimiter.length();
            var end = text.indexOf(delimiter, from);
            if (end < 0) {
                throw new IllegalArgumentException("the last boundary is missing");
            }
            parts.add(part(text, from, end, body));
            start = end;
        }
        if (start < 0) {
            throw new IllegalArgumentException("the body has no boundary");
        }
        return parts;
    }

    private static Part part(String text, int from, int end, byte[] body) {
        var afterHeaders = text.indexOf(LINE + LINE, from);
        if (afterHeaders < 0 || afterHeaders > end) {
            throw new IllegalArgumentException("a part has no empty line after its headers");
        }
        var headers = new String(
                text.substring(from, afterHeaders).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        var content = Arrays.copyOfRange(
                body, Math.min(afterHeaders + 2 * LINE.length(), end) - LINE.length(), end - LINE.length());
        return new Part(
                group(NAME, header(headers, "content-disposition")),
                group(FILE_NAME, header(headers, "content-disposition")),
                header(headers, "content-type"),
                content);
    }

    private static String header(String headers, String name) {
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static String group(Pattern pattern, String header) {
        var found = pattern.matcher(header == null ? "" : header);
        return found.find() ? found.group(1) : null;
    }
}
