package io.parley.runtime.command;

/** Ends a command. The message is for its user. */
public class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailure(String message) {
        super(message);
    }
}
