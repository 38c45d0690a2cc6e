package io.parley.runtime.egress;

/** A file could not be downloaded. Has no stack trace: it is expected. */
public final class DownloadFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isTemporary;

    private DownloadFailure(String reason, boolean isTemporary) {
        super(reason, null, false, false);
        this.isTemporary = isTemporary;
    }

    static DownloadFailure temporary(String reason) {
        return new DownloadFailure(reason, true);
    }

    static DownloadFailure permanent(String reason) {
        return new DownloadFailure(reason, false);
    }

    /** Whether a later attempt may succeed. */
    public boolean isTemporary() {
        return isTemporary;
    }
}
