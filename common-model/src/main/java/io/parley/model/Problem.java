package io.parley.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What went wrong, after RFC 7807 and the contract's schema of the same name; sent as {@code application/problem+json}.
 * Absent members are left out.
 *
 * @param type URI that identifies the kind of problem
 * @param title short name of the kind of problem
 * @param status the HTTP status once more
 * @param detail what went wrong this time and how to mend it; never anything about our insides
 * @param violations each broken rule of the request, only with status 400
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Violation> violations) {}
