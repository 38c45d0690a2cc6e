package io.parley.runtime.encryption;

/** A value cannot be decrypted. The message states the reason and contains nothing secret. */
public final class UndecryptableException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecryptableException(String message) {
        super(message, null, false, false);
    }
}
