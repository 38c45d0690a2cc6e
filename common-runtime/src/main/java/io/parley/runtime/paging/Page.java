package io.parley.runtime.paging;

import io.parley.runtime.json.Violations;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The requested page of a list: {@code ?page=2&size=100}.
 *
 * @param number counted from 1; default 1
 * @param size maximum number of items, 1 to {@value #MAX_SIZE}; default {@value #DEFAULT_SIZE}
 */
public record Page(int number, int size) {
    public static final int DEFAULT_SIZE = 100;
    public static final int MAX_SIZE = 1000;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    /** Returns the request's page, or fails with a 400 naming {@code page} or {@code size}. */
    public static Page of(UriInfo uri) {
        return of(uri, DEFAULT_SIZE);
    }

    /** As {@link #of(UriInfo)}, with the maximum as default size, for lists that are usually read completely. */
    public static Page ofWhole(UriInfo uri) {
        return of(uri, MAX_SIZE);
    }

    private static Page of(UriInfo uri, int defaultSize) {
        var violations = new Violations();
        var query = uri.getQueryParameters();
        var number = read(query, "page", 1, Integer.MAX_VALUE, 1, violations);
        var size = read(query, "size", 1, MAX_SIZE, defaultSize, violations);
        violations.throwIfAny();
        return new Page(number, size);
    }

    /** Number of items before this page. */
    public long offset() {
        return (number - 1L) * size;
    }

    /** Returns this page's items of a list in memory. */
    public <T> List<T> of(List<T> all) {
        var from = (int) Math.min(offset(), all.size());
        return all.subList(from, Math.min(from + size, all.size()));
    }

    private static int read(
            MultivaluedMap<String, String> query, String name, int min, int max, int fallback, Violations violations) {
        var given = query.get(name);
        if (given == null) {
            return fallback;
        }
        if (given.size() > 1) {
            violations.add(name, "must be given once");
            return fallback;
        }
        if (DIGITS.matcher(given.getFirst()).matches()) {
            var value = Integer.parseInt(given.getFirst());
            if (value >= min && value <= max) {
                return value;
            }
        }
        violations.add(
                name,
                max == Integer.MAX_VALUE
                        ? "must be a whole number from " + min
                        : "must be a whole number from " + min + " to " + max);
        return fallback;
    }
}
