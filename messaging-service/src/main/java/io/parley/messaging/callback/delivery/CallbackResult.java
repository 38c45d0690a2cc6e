package io.parley.messaging.callback.delivery;

import java.time.Duration;

/** What became of one claimed call; each lets go of the claim. */
sealed interface CallbackResult {

    CallbackJob job();

    /** The try that was made; null if none was. */
    default Attempt tried() {
        return null;
    }

    /** The lane of the endpoint it waits for now; null if it waits for none. */
    default Long endpointKey() {
        return null;
    }

    /** The customer took it. */
    record Delivered(CallbackJob job, Attempt tried) implements CallbackResult {}

    /** It was tried and not taken; tried again after the pause. */
    record Again(CallbackJob job, Duration pause, Attempt tried, Long endpointKey) implements CallbackResult {

        Again waitingFor(EndpointLimiter endpoint) {
            return new Again(job, pause, tried, endpoint.endpointKey());
        }
    }

    /** It was not taken and the schedule is used up, or there is no address any more: kept for people. */
    record Exhausted(CallbackJob job, Attempt tried) implements CallbackResult {}

    /** It was not tried and is due at once, for somebody with more time. */
    record Later(CallbackJob job) implements CallbackResult {}

    /** It was not tried, since its endpoint takes no more calls now; it keeps its place among those that wait for it. */
    record Parked(CallbackJob job, Long endpointKey) implements CallbackResult {}
}
