package io.parley.runtime.commit;

import java.util.concurrent.RejectedExecutionException;

/** The queue is full or the collector is stopping; nothing was written. Callers respond 503 with Retry-After. */
public final class Overloaded extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    Overloaded(String message) {
        super(message);
    }

    /** Has no stack trace, since many are created under load; the message is sufficient. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
