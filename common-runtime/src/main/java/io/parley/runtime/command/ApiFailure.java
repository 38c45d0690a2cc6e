package io.parley.runtime.command;

/** A call of the Conversations API without a successful response. */
public final class ApiFailure extends CommandFailure {
    private static final long serialVersionUID = 1;

    private final boolean outage;

    /** @param outage whether the same call may succeed later */
    public ApiFailure(String message, boolean outage) {
        super(message);
        this.outage = outage;
    }

    public boolean isOutage() {
        return outage;
    }
}
