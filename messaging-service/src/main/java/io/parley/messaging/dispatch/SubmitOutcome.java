package io.parley.messaging.dispatch;

import com.fasterxml.jackson.annotation.JsonValue;
import io.parley.messaging.channel.Submission;

/** How an attempt ended, stored by name in the enum {@code submit_outcome}. */
public enum SubmitOutcome {
    /** The provider accepted the message. */
    ACCEPTED("accepted"),
    /** The provider rejected it permanently. */
    REJECTED("rejected"),
    /** It was not accepted and is attempted again. */
    DEFERRED("deferred"),
    /** The provider asked to slow down. */
    THROTTLED("throttled"),
    /** It is unknown whether the provider accepted it. */
    IN_DOUBT("inDoubt");

    private final String value;

    SubmitOutcome(String value) {
        this.value = value;
    }

    /** Spelling in the operator API. */
    @JsonValue
    public String value() {
        return value;
    }

    static SubmitOutcome of(Submission submission) {
        return switch (submission) {
            case Submission.Accepted accepted -> ACCEPTED;
            case Submission.Rejected rejected -> REJECTED;
            case Submission.Deferred deferred -> deferred.throttled() ? THROTTLED : DEFERRED;
            case Submission.RecipientThrottled throttled -> THROTTLED;
            case Submission.InDoubt inDoubt -> IN_DOUBT;
        };
    }
}
