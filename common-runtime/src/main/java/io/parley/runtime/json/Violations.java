package io.parley.runtime.json;

import io.parley.model.Violation;
import io.parley.runtime.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the violations of a request, so that the caller gets all of them at once, in order of detection. Only the
 * first violation of a field is kept; later ones of the same field, of a member inside it or of its parent are dropped,
 * and so are all beyond the first {@value #MAX}, so that a hostile request stays cheap.
 */
public final class Violations {
    private static final int MAX = 100;

    private final List<Violation> found = new ArrayList<>();

    public void add(String field, String message) {
        if (!isFull() && !covers(field) && !isInside(field)) {
            found.add(new Violation(field, message));
        }
    }

    /** Whether further violations would be dropped. */
    boolean isFull() {
        return found.size() >= MAX;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Violation> list() {
        return List.copyOf(found);
    }

    /** Whether there is a violation of this field or of one that contains it. */
    public boolean covers(String field) {
        return found.stream().anyMatch(earlier -> covers(earlier.field(), field));
    }

    /** Whether there is a violation inside this field, which may be the only cause of another one here. */
    private boolean isInside(String field) {
        return found.stream().anyMatch(earlier -> covers(field, earlier.field()));
    }

    /** Throws a 400 "Constraint Violation" if there are violations. */
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
