package io.parley.runtime.access;

import io.netty.util.NetUtil;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Limits the guesses of keys that come from one address. Only requests with a bad key count and are refused, so that nobody
 * can lock out others who share an address, as behind a proxy.
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

    /** What a bad key gets: its refusal, or 429 once the address has sent too many. */
    ProblemException refusal(SocketAddress client, ProblemException refusal) {
        var quota = buckets.take(network(client));
        if (quota.isConsumed()) {
            return refusal;
        }
        metrics.limited("address");
        return Problems.tooManyRequests(
                Duration.ofNanos(quota.getNanosToWaitForRefill()),
                "Your address has sent too many keys that are not valid. Correct the header apikey.");
    }

    /** One customer has a whole /64 of IPv6 addresses. */
    static String network(SocketAddress client) {
        var address = client == null || client.hostAddress() == null ? "" : client.hostAddress();
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
                : address;
    }
}
