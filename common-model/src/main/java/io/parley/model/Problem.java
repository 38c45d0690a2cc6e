package io.parley.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error response according to RFC 7807 and the contract's schema of the same name; sent as {@code
 * application/problem+json}. Absent members are omitted.
 *
 * @param type URI that identifies the kind of problem; null if it has none
 * @param title short name of the kind of problem
 * @param status the HTTP status
 * @param detail what went wrong and how to correct the request; never contains internals; null if the violations contain it
 * @param violations each violated rule of the request, only with status 400; else null
 * @param code the provider's own error code as text, only where the contract has it; else null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        @Nullable String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable List<Violation> violations,
        @Nullable String code) {

    /** A problem without a provider's error code. */
    public Problem(
            @Nullable String type,
            String title,
            int status,
            @Nullable String detail,
            @Nullable List<Violation> violations) {
        this(type, title, status, detail, violations, null);
    }
}
