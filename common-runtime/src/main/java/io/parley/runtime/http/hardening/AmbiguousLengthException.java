package io.parley.runtime.http.hardening;

/** A body with two ends: one by its length, another by its transfer encoding. */
final class AmbiguousLengthException extends IllegalArgumentException {
    static final String DETAIL = "Send either Content-Length or Transfer-Encoding.";
    private static final long serialVersionUID = 1L;

    AmbiguousLengthException() {
        super(DETAIL);
    }
}
