package io.parley.runtime.http;

import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** A query parameter that is true or false. */
public final class QueryFlag {

    private QueryFlag() {}

    /** Returns the value; empty if it is absent. Fails with a violation if it is repeated or anything else. */
    public static Optional<Boolean> of(UriInfo uri, String name) {
        var given = uri.getQueryParameters().getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw Problems.violation(name, "must be given once");
        }
        return given.stream().findFirst().map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problems.violation(name, "must be true or false");
        });
    }
}
