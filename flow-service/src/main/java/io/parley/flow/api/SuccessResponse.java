package io.parley.flow.api;

/** The operation was made. */
public record SuccessResponse(boolean success) {
    static final SuccessResponse DONE = new SuccessResponse(true);
}
