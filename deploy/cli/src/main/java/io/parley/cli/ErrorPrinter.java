package io.parley.cli;

import io.parley.runtime.command.CommandOutput;
import io.parley.runtime.command.ExitCode;
import io.parley.runtime.command.FailureReport;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints why a command ended, and returns its exit code. */
record ErrorPrinter(ProcessEnvironment environment) implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        var isJson = parsed.originalArgs().contains(CommandOutput.JSON);
        return new FailureReport(environment.err(), isJson).print(failure).value();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] words) {
        var name = failure.getCommandLine().getCommandSpec().qualifiedName();
        if (Arrays.asList(words).contains(CommandOutput.JSON)) {
            var error =
                    OutputOptions.object().put("error", failure.getMessage()).put("exitCode", ExitCode.USAGE.value());
            environment.err().println(error);
        } else {
            environment.err().println(failure.getMessage());
            environment.err().println("See " + name + " --help.");
        }
        return ExitCode.USAGE.value();
    }
}
