package io.parley.runtime.command;

/** The words of a command line are not valid. The message is one sentence for the user of the command. */
public final class InvalidArguments extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidArguments(String message) {
        super(message);
    }
}
