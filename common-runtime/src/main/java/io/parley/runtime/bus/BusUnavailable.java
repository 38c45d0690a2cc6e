package io.parley.runtime.bus;

import java.util.concurrent.RejectedExecutionException;

/** The broker did not take the record, or would not have in time. Callers answer 503 with Retry-After. */
public final class BusUnavailable extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    BusUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Many are made while the broker is away; the cause says where it came from. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
