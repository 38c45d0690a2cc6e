package io.parley.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A call of the Conversations API without a successful response. */
public final class ApiFailure extends CommandFailure {
    private static final long serialVersionUID = 1;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final boolean outage;
    private final int status;
    private final transient JsonNode problem;

    /** @param outage whether the same call may succeed later */
    public ApiFailure(String message, boolean outage) {
        this(message, outage, 0, MissingNode.getInstance());
    }

    /**
     * @param status HTTP status; 0 if there was no response
     * @param problem the problem document of the response; a missing node if there is none
     */
    ApiFailure(String message, boolean outage, int status, JsonNode problem) {
        super(exitCode(outage, status), message);
        this.outage = outage;
        this.status = status;
        this.problem = problem;
    }

    private static ExitCode exitCode(boolean outage, int status) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return ExitCode.UNAUTHORIZED;
        }
        return outage ? ExitCode.UNREACHABLE : ExitCode.FAILED;
    }

    public boolean isOutage() {
        return outage;
    }

    /** Returns the HTTP status; 0 if there was no response. */
    public int status() {
        return status;
    }

    /** Returns the problem document of the response; a missing node if there is none. */
    public JsonNode problem() {
        return problem;
    }
}
