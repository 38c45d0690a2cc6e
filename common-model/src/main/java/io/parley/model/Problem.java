package io.parley.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * An error response according to RFC 7807 and the contract's schema of the same name; sent as {@code
 * application/problem+json}. Absent members are omitted.
 *
 * @param type URI that identifies the kind of problem
 * @param title short name of the kind of problem
 * @param status the HTTP status
 * @param detail what went wrong and how to correct the request; never contains internals
 * @param violations each violated rule of the request, only with status 400
 * @param code the provider's own error code as text, only where the contract has it; else null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<Violation> violations, String code) {

    /** A problem without a provider's error code. */
    public Problem(String type, String title, int status, String detail, List<Violation> violations) {
        this(type, title, status, detail, violations, null);
    }
}
