package io.parley.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.failure.Failures;
import java.io.PrintStream;

/**
 * Prints why a command ended, with the field and the remedy, on the error output; never a stack trace or a key.
 *
 * @param asJson whether one JSON document is printed instead of lines for persons
 */
public record FailureReport(PrintStream err, boolean asJson) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** Returns the exit code of the command. */
    public ExitCode print(Exception failure) {
        var exitCode = exitCode(failure);
        if (asJson) {
            err.println(describe(failure).put("exitCode", exitCode.value()));
        } else {
            printLines(failure);
        }
        return exitCode;
    }

    private static ExitCode exitCode(Exception failure) {
        return switch (failure) {
            case CommandFailure known -> known.exitCode();
            case InvalidArguments usage -> ExitCode.USAGE;
            default -> ExitCode.FAILED;
        };
    }

    private void printLines(Exception failure) {
        if (failure instanceof ApiFailure api) {
            var problem = api.problem();
            var detail = problem.path("detail").asText(problem.path("title").asText());
            err.println(detail.isEmpty() ? message(failure) : detail + " (status " + api.status() + ")");
            problem.path("violations").forEach(this::printViolation);
            var remedy = remedy(api);
            if (!remedy.isEmpty()) {
                err.println("→ " + remedy);
            }
        } else {
            err.println(message(failure));
        }
    }

    private void printViolation(JsonNode violation) {
        err.printf(
                "  %s: %s%n",
                violation.path("field").asText(), violation.path("message").asText());
    }

    /** An unexpected failure may contain data in its message, so it is described by its kind. */
    private static String message(Exception failure) {
        return failure instanceof CommandFailure || failure instanceof InvalidArguments
                ? String.valueOf(failure.getMessage())
                : "Failed: " + Failures.describe(failure) + ".";
    }

    private static String remedy(ApiFailure failure) {
        return switch (failure.status()) {
            case 0 -> failure.isOutage() ? "Check the address, and that the platform runs (./dev status)." : "";
            case UNAUTHORIZED -> "Check the key in PARLEY_API_KEY, or in PARLEY_OPERATOR_KEY for keys and doctor.";
            case FORBIDDEN -> "The key or the sender lacks the scope; parley keys list shows the scopes.";
            case NOT_FOUND -> "Check the id; objects of other accounts are not found either.";
            case CONFLICT -> "Read the current state, and repeat the command if it still applies.";
            default -> failure.isOutage() ? "Repeat the command later." : "";
        };
    }

    /** Returns {@code error}, and of a response of the API {@code status} and {@code problem}. */
    public static ObjectNode describe(Exception failure) {
        var document = JsonNodeFactory.instance.objectNode().put("error", message(failure));
        if (failure instanceof ApiFailure api && api.status() > 0) {
            document.put("status", api.status());
            if (api.problem().isObject()) {
                document.set("problem", api.problem());
            }
        }
        return document;
    }
}
