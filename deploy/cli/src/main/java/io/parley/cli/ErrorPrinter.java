package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.ApiFailure;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.failure.Failures;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints why a command ended, with the field and the remedy, on the error output; never a stack trace or a key. */
record ErrorPrinter(ProcessEnvironment environment) implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        var exitCode = exitCode(failure);
        if (isJson(parsed)) {
            environment.err().println(document(failure, exitCode));
        } else {
            printLines(failure);
        }
        return exitCode.value();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] words) {
        var name = failure.getCommandLine().getCommandSpec().qualifiedName();
        if (Arrays.asList(words).contains("--json")) {
            var error =
                    OutputOptions.object().put("error", failure.getMessage()).put("exitCode", ExitCode.USAGE.value());
            environment.err().println(error);
        } else {
            environment.err().println(failure.getMessage());
            environment.err().println("See " + name + " --help.");
        }
        return ExitCode.USAGE.value();
    }

    private static boolean isJson(ParseResult parsed) {
        var result = parsed;
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return result.hasMatchedOption("--json");
    }

    private static ExitCode exitCode(Exception failure) {
        return switch (failure) {
            case CliFailure own -> own.exitCode();
            case ApiFailure api when api.status() == UNAUTHORIZED || api.status() == FORBIDDEN -> ExitCode.UNAUTHORIZED;
            case ApiFailure api when api.isOutage() -> ExitCode.UNREACHABLE;
            default -> ExitCode.FAILED;
        };
    }

    private void printLines(Exception failure) {
        if (failure instanceof ApiFailure api) {
            var problem = api.problem();
            var detail = problem.path("detail").asText(problem.path("title").asText());
            environment.err().println(detail.isEmpty() ? message(failure) : detail + " (status " + api.status() + ")");
            problem.path("violations").forEach(this::printViolation);
            var remedy = remedy(api);
            if (!remedy.isEmpty()) {
                environment.err().println("→ " + remedy);
            }
        } else {
            environment.err().println(message(failure));
        }
    }

    private void printViolation(JsonNode violation) {
        environment
                .err()
                .printf(
                        "  %s: %s%n",
                        violation.path("field").asText(),
                        violation.path("message").asText());
    }

    /** An unexpected failure may contain data in its message, so it is described by its kind. */
    private static String message(Exception failure) {
        return failure instanceof CommandFailure ? failure.getMessage() : "Failed: " + Failures.describe(failure) + ".";
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

    private static JsonNode document(Exception failure, ExitCode exitCode) {
        var document = OutputOptions.object().put("error", message(failure)).put("exitCode", exitCode.value());
        if (failure instanceof ApiFailure api && api.status() > 0) {
            document.put("status", api.status());
            if (api.problem().isObject()) {
                document.set("problem", api.problem());
            }
        }
        return document;
    }
}
