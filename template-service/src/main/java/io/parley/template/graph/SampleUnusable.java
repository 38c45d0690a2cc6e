package io.parley.template.graph;

/** A sample file cannot be downloaded or used. The message is for the customer. Has no stack trace: it is expected. */
public final class SampleUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isTemporary;

    private SampleUnusable(String message, boolean isTemporary) {
        super(message, null, false, false);
        this.isTemporary = isTemporary;
    }

    /** A later attempt may succeed. */
    static SampleUnusable temporary(String url, String reason) {
        return new SampleUnusable(message(url, reason), true);
    }

    static SampleUnusable permanent(String url, String reason) {
        return new SampleUnusable(message(url, reason), false);
    }

    public boolean isTemporary() {
        return isTemporary;
    }

    private static String message(String url, String reason) {
        return "The sample file " + url + " " + reason + ".";
    }
}
