package io.parley.runtime.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.logging.Masked;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps exceptions of resources, filters and the framework to problems. */
@Singleton
class ProblemMappers {
    private static final Duration OUTAGE_RETRY = Duration.ofSeconds(2);

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(ProblemMappers.class), "requests are answered with 503");
    private final AllowedMethods allowed;

    ProblemMappers(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    public Response ours(ProblemException problem) {
        return ProblemJson.response(problem);
    }

    @ServerExceptionMapper
    public Response frameworks(WebApplicationException failure, ContainerRequestContext request) {
        var response = failure.getResponse();
        var status = response.getStatus();
        if (failure instanceof NotAllowedException) {
            return ProblemJson.response(
                    Problems.methodNotAllowed(allowed.on(request.getUriInfo().getPath())));
        }
        if (status == 500) {
            return unexpected(failure, request);
        }
        if (status == 415) {
            return ProblemJson.response(Problems.unsupportedMediaType(wrongType(request)));
        }
        return status < 400 ? response : ProblemJson.response(problem(status));
    }

    /** Without this the framework would respond 400 to a mapping error of our own. */
    @ServerExceptionMapper
    public Response mapping(MismatchedInputException failure, ContainerRequestContext request) {
        return unexpected(failure, request);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, ContainerRequestContext request) {
        if (Failures.isOutage(failure)) {
            outage.failed(failure);
            Log.debugf(failure, "unavailable method=%s path=%s", request.getMethod(), path(request));
            return ProblemJson.response(Problems.unavailable(OUTAGE_RETRY));
        }
        Log.errorf(failure, "failed method=%s path=%s", request.getMethod(), path(request));
        return ProblemJson.response(Problems.internal());
    }

    /** Names the expected type; where all types are accepted, the framework refuses only an invalid header. */
    private static String wrongType(ContainerRequestContext request) {
        try {
            MediaType.valueOf(request.getHeaderString(HttpHeaders.CONTENT_TYPE));
            return Problems.SEND_JSON;
        } catch (IllegalArgumentException noMediaType) {
            return "The header Content-Type is not a media type. For JSON send Content-Type: application/json.";
        }
    }

    private static ProblemException problem(int status) {
        return switch (status) {
            case 401 -> Problems.unauthorized("This operation requires a valid API key.");
            case 403 -> Problems.forbidden("You do not have access to this operation.");
            case 404 -> Problems.notFound();
            case 406 -> Problems.notAcceptable();
            case 413 -> Problems.payloadTooLarge("The body is larger than this operation allows.");
            case 503 -> Problems.unavailable(OUTAGE_RETRY);
            default -> Problems.ofStatus(status);
        };
    }

    private static String path(ContainerRequestContext request) {
        return Masked.digits(request.getUriInfo().getPath());
    }
}
