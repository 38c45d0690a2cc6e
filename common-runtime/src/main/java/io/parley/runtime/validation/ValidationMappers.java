package io.parley.runtime.validation;

import io.parley.runtime.problem.ProblemJson;
import io.parley.runtime.problem.Problems;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.ws.rs.core.Response;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps constraint violations of resource method parameters, for example query parameters, to problems. */
@Singleton
class ValidationMappers {

    @ServerExceptionMapper
    public Response broken(ConstraintViolationException failure) {
        var ofReturnValue = failure.getConstraintViolations().stream()
                .flatMap(one -> StreamSupport.stream(one.getPropertyPath().spliterator(), false))
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
        return ProblemJson.response(
                ofReturnValue
                        ? Problems.internal()
                        : Problems.constraintViolation(Constraints.violations(failure.getConstraintViolations(), "")));
    }
}
