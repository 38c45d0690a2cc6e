package io.parley.runtime.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How often callers may call. Each instance counts for itself, so a key gets this much from every instance it reaches. */
@ConfigMapping(prefix = "parley.rate-limit")
public interface RateLimitConfig {

    /**
     * Requests that one API key may make in {@link #period()}; those beyond get 429. A positive number. Without it keys have
     * no limit, which is the default: what one key should get at most depends on the deployment, and overload is shed anyway
     * ({@code parley.http.max-requests}).
     */
    OptionalInt requests();

    /** Time in which {@link #requests()} come back, evenly. At least one second. */
    @WithDefault("PT1S")
    Duration period();

    /**
     * Requests with a key that is not valid that one client address may make in {@link #badKeyPeriod()}; those beyond get
     * 429 instead of 401, while valid keys from the same address go on to work. A positive number. The default lets a
     * misconfigured client be noticed by its 401 and stops guessing long before it could succeed. IPv6 addresses count by
     * their /64. The address is the peer's; behind a proxy let Quarkus take it from the forwarding header
     * ({@code quarkus.http.proxy.proxy-address-forwarding=true} with {@code quarkus.http.proxy.trusted-proxies}).
     */
    @WithDefault("300")
    int badKeys();

    /** Time in which {@link #badKeys()} come back, evenly. */
    @WithDefault("PT1M")
    Duration badKeyPeriod();
}
