package io.parley.cli;

import io.parley.runtime.command.CommandFailure;

/** Ends a command with an exit code. The message is for its user. */
final class CliFailure extends CommandFailure {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    CliFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
