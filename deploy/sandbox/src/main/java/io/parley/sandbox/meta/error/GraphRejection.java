package io.parley.sandbox.meta.error;

/** Ends a call with an error response. Without a stack trace, because a rejection is a normal response. */
public final class GraphRejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient GraphErrorResponse response;

    public GraphRejection(GraphErrorResponse response) {
        super(response.message(), null, false, false);
        this.response = response;
    }

    /** Creates a rejection of a parameter: code 100 with this sentence. */
    public static GraphRejection badParameter(String sentence) {
        return new GraphRejection(GraphErrorResponse.badParameter(sentence));
    }

    public GraphErrorResponse response() {
        return response;
    }
}
