package io.parley.runtime.access;

import io.netty.util.NetUtil;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Limits the requests with an invalid key from one address. Requests with a valid key are not counted and not refused,
 * so a client cannot lock out others that share its address, as behind a proxy.
 */
@ApplicationScoped
class BadKeyLimit {
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final TokenBuckets buckets;
    private final AccessMetrics metrics;

    BadKeyLimit(RateLimitConfig settings, AccessMetrics metrics) {
        this.buckets = new TokenBuckets(settings.badKeys(), settings.badKeyPeriod());
        this.metrics = metrics;
    }

    /** Returns the response to an invalid key: the given rejection, or 429 once the address has exceeded its limit. */
    ProblemException rejection(SocketAddress client, ProblemException rejection) {
        var quota = buckets.tryConsume(network(client));
        if (quota.isConsumed()) {
            return rejection;
        }
        metrics.limited("address");
        return Problems.tooManyRequests(
                Duration.ofNanos(quota.getNanosToWaitForRefill()),
                "Your address has sent too many keys that are not valid. Correct the header apikey.");
    }

    /** IPv6 is limited by /64, since one customer has a whole /64 of addresses. */
    static String network(SocketAddress client) {
        var address = client == null || client.hostAddress() == null ? "" : client.hostAddress();
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
                : address;
    }
}
