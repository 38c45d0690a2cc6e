package io.parley.runtime.json;

import io.parley.model.Violation;
import io.parley.runtime.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a request, so that the caller hears everything at once, in the order in which it was found.
 * The first complaint about a field stands; later ones about the same field, about something inside it or about what it
 * is inside of, are dropped, and so is everything beyond the first {@value #MAX}: nobody reads on, and a hostile request must stay cheap.
 */
public final class Violations {
    private static final int MAX = 100;

    private final List<Violation> found = new ArrayList<>();

    public void add(String field, String message) {
        if (!isFull() && !covers(field) && !isInside(field)) {
            found.add(new Violation(field, message));
        }
    }

    /** Whether further complaints would not be heard. */
    boolean isFull() {
        return found.size() >= MAX;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Violation> list() {
        return List.copyOf(found);
    }

    /** Whether there already is a complaint about this field or about something around it. */
    public boolean covers(String field) {
        return found.stream().anyMatch(earlier -> covers(earlier.field(), field));
    }

    /** Whether there already is a complaint about something inside this field, which may be all that is wrong with it. */
    private boolean isInside(String field) {
        return found.stream().anyMatch(earlier -> covers(field, earlier.field()));
    }

    /** Ends the request with a 400 "Constraint Violation" if anything was found. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw Problems.constraintViolation(found);
        }
    }

    private static boolean covers(String outer, String inner) {
        return inner.startsWith(outer)
                && (inner.length() == outer.length()
                        || inner.charAt(outer.length()) == '.'
                        || inner.charAt(outer.length()) == '[');
    }
}
