package io.parley.runtime.command;

/** Ends a command with an exit code. The message is for its user. */
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    public CommandFailure(String message) {
        this(ExitCode.FAILED, message);
    }

    public CommandFailure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
