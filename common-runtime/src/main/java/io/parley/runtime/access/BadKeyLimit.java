package io.parley.runtime.access;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Limits the requests with an invalid key from one address. Requests with a valid key are not counted and not refused,
 * so a client cannot lock out others that share its address, as behind a proxy.
 */
@ApplicationScoped
class BadKeyLimit {
    private final ClientLimit limit;
    private final AccessMetrics metrics;

    BadKeyLimit(RateLimitConfig settings, AccessMetrics metrics) {
        this.limit = new ClientLimit(settings.badKeys(), settings.badKeyPeriod());
        this.metrics = metrics;
    }

    /** Returns the response to an invalid key: the given rejection, or 429 once the address has exceeded its limit. */
    ProblemException rejection(SocketAddress client, ProblemException rejection) {
        return limit.tryConsume(client).map(this::tooManyKeys).orElse(rejection);
    }

    private ProblemException tooManyKeys(Duration wait) {
        metrics.limited("address");
        return Problems.tooManyRequests(
                wait, "Your address has sent too many keys that are not valid. Correct the header apikey.");
    }
}
