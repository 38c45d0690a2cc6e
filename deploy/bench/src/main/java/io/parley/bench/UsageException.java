package io.parley.bench;

/** The benchmark cannot run as it was called; the message is for the user. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
