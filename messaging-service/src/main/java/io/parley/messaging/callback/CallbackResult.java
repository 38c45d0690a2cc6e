package io.parley.messaging.callback;

import java.time.Duration;

/** What became of one claimed call; each lets go of the claim. */
sealed interface CallbackResult {

    CallbackJob job();

    /** Status of the answer; 0 if there was none. */
    default int status() {
        return 0;
    }

    /** Why it was not taken; null if it was. */
    default String error() {
        return null;
    }

    /** The customer took it. */
    record Taken(CallbackJob job, int status) implements CallbackResult {}

    /** It was tried and not taken; tried again after the pause. */
    record Again(CallbackJob job, Duration pause, int status, String error) implements CallbackResult {}

    /** It was not taken and the schedule is used up, or there is no address any more: kept for people. */
    record Exhausted(CallbackJob job, int status, String error) implements CallbackResult {}

    /** It was not tried, since its endpoint is busy. */
    record Later(CallbackJob job, Duration pause) implements CallbackResult {}
}
