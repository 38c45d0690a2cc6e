package io.parley.flow.validation.source;

/** The text is not JSON, or exceeds a bound. The message is one sentence for its author. */
public final class SourceSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int offset;

    SourceSyntaxException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Offset at which the text stops being valid. */
    public int offset() {
        return offset;
    }
}
