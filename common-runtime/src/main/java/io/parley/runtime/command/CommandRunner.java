package io.parley.runtime.command;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** Runs a command of a program: prints its result or its failure, and returns the exit code. */
public final class CommandRunner {

    private CommandRunner() {}

    /**
     * Selects the log manager of the services, before the first logger is created. Their libraries are on the class path
     * of the programs, and complain about another one.
     */
    public static void selectLogManager() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }

    /**
     * Runs a command, and prints its result or failure: lines for persons, or one document if the words have {@code --json}.
     *
     * @param command may throw {@link InvalidArguments} and {@link CommandFailure}
     */
    public static ExitCode run(
            List<String> words, PrintStream out, PrintStream err, Function<CommandOutput, ExitCode> command) {
        var isJson = words.contains(CommandOutput.JSON);
        var output = new CommandOutput(out, err, isJson);
        try {
            return command.apply(output);
        } catch (InvalidArguments | CommandFailure e) {
            return new FailureReport(err, isJson).print(e);
        } finally {
            output.end();
        }
    }
}
