package io.parley.runtime.access;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Limits how often callers may call. Each instance counts separately, so a key gets this quota from every instance that
 * it reaches.
 */
@ConfigMapping(prefix = "parley.rate-limit")
public interface RateLimitConfig {

    /**
     * Maximum number of requests of one API key in {@link #period()}; further requests get 429. A positive number. By
     * default keys have no limit: the right limit depends on the deployment, and overload is shed anyway ({@code
     * parley.http.max-requests}).
     */
    @Within(min = "1")
    OptionalInt requests();

    /** Time in which the quota of {@link #requests()} is refilled, evenly. At least one second. */
    @WithDefault("1s")
    @Within(min = "1s", max = "1d")
    Duration period();

    /**
     * Maximum number of requests with an invalid key of one client address in {@link #badKeyPeriod()}; further ones get
     * 429 instead of 401, while valid keys from the same address continue to work. A positive number. With the default
     * a misconfigured client still gets its 401, and guessing is stopped long before it could succeed. IPv6 addresses
     * are counted by their /64. The address is the peer's; behind a proxy let Quarkus take it from the forwarding
     * header ({@code quarkus.http.proxy.proxy-address-forwarding=true} with {@code
     * quarkus.http.proxy.trusted-proxies}).
     */
    @WithDefault("300")
    @Within(min = "1")
    int badKeys();

    /** Time in which the quota of {@link #badKeys()} is refilled, evenly. */
    @WithDefault("1m")
    @Within(min = "1s", max = "1d")
    Duration badKeyPeriod();
}
