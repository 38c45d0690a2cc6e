package io.parley.runtime.bus;

import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The broker did not acknowledge the record, or could not in time. Callers respond 503 with Retry-After. */
public final class BusUnavailable extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    BusUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Has no stack trace, since many are created while the broker is unavailable; the cause shows the origin. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
