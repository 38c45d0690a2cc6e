package io.parley.runtime.problem;

/** Where bytes are kept does not respond, or has no space left. Nothing of the request was kept. */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailable(Throwable cause) {
        super(cause.getMessage(), cause, false, false);
    }
}
