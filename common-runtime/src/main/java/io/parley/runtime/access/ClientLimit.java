package io.parley.runtime.access;

import io.netty.util.NetUtil;
import io.parley.runtime.problem.Problems;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Limits the requests of each client address. IPv6 is limited by /64, since one customer has a whole /64 of addresses. */
public final class ClientLimit {
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final TokenBuckets buckets;

    /** @param period in which the quota is refilled, evenly */
    public ClientLimit(int requests, Duration period) {
        this.buckets = new TokenBuckets(requests, period);
    }

    /** Counts a request. Returns the time to wait if the address has exceeded its limit. */
    Optional<Duration> tryConsume(@Nullable SocketAddress client) {
        var quota = buckets.tryConsume(network(client));
        return quota.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(quota.getNanosToWaitForRefill()));
    }

    /** Counts a request, or fails with 429. */
    public void consume(@Nullable SocketAddress client) {
        tryConsume(client).ifPresent(wait -> {
            throw Problems.tooManyRequests(
                    wait, "Your address has used up its requests. Repeat the request after the time in Retry-After.");
        });
    }

    static String network(@Nullable SocketAddress client) {
        var address = client == null || client.hostAddress() == null ? "" : client.hostAddress();
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
                : address;
    }
}
