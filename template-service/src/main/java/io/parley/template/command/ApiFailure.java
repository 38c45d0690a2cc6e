package io.parley.template.command;

/** A call of the Conversations API without a successful response. */
final class ApiFailure extends CommandFailure {
    private static final long serialVersionUID = 1;

    private final boolean outage;

    /** @param outage whether the same call may succeed later */
    ApiFailure(String message, boolean outage) {
        super(message);
        this.outage = outage;
    }

    boolean isOutage() {
        return outage;
    }
}
