package io.parley.runtime.failure;

/** File storage does not respond or has no space left. Nothing of the request was stored. */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailable(Throwable cause) {
        super(cause.getMessage(), cause, false, false);
    }
}
