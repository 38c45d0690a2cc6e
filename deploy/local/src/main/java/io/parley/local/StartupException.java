package io.parley.local;

/** A start failed. The message is one sentence for the user of the command. */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartupException(String message) {
        super(message);
    }

    StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
