package io.parley.local;

/** A start failed. The message is one sentence for the user of the command. */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartupException(String sentence) {
        super(sentence);
    }

    StartupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
