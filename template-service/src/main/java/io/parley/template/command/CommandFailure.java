package io.parley.template.command;

/** Ends a command. The message is for its user. */
class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailure(String message) {
        super(message);
    }
}
