package io.parley.runtime.commit;

import java.util.concurrent.RejectedExecutionException;

/** Nothing was written: the queue is full or the collector is stopping. Callers answer 503 with Retry-After. */
public final class Overloaded extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    Overloaded(String message) {
        super(message);
    }

    /** Says all it knows in its message; many are made just when there is no time for stack traces. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
