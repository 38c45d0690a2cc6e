package io.parley.runtime.http;

import io.parley.runtime.settings.Within;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Limits of requests. The server's own limits are higher, so that refused requests get a problem body. */
@ConfigMapping(prefix = "parley.http")
public interface HttpConfig {

    /** Maximum size of all header names and values together; more gets 431. A size like {@code 16K}, below 64K. */
    @WithDefault("16K")
    @Within(min = "1K", max = "63K")
    MemorySize maxHeaders();

    /** Maximum number of header fields; more gets 431. */
    @WithDefault("100")
    @Within(min = "1")
    int maxHeaderFields();

    /** Maximum length of path and query; more gets 414. Characters, below 32768. */
    @WithDefault("8192")
    @Within(min = "1", max = "32767")
    int maxUrl();

    /** Maximum number of query parameters; more gets 400. */
    @WithDefault("200")
    @Within(min = "1")
    int maxQueryParameters();

    /** Maximum body size; more gets 413. A size like {@code 10M}, at most {@code quarkus.http.limits.max-body-size}. */
    @WithDefault("10M")
    @Within(min = "1K", max = "1G")
    MemorySize maxBody();

    /**
     * Paths that read their body as a stream and so accept larger bodies than {@link #maxBody()}: size by path, as in
     * {@code parley.http.large-bodies."/conversations/v3/media"=100M}; a segment {@code *} is any one; same upper bound.
     */
    Map<String, @Within(min = "1K") MemorySize> largeBodies();

    /**
     * Maximum number of concurrent requests of one instance; further ones get 503 with Retry-After before their body is
     * read, so that a caller gets the response within milliseconds and not after all requests before it. A positive
     * number. The default is four times what the commit of messages processes at once: more adds waiting and no
     * throughput.
     */
    @WithDefault("512")
    @Within(min = "1")
    int maxRequests();

    /**
     * Maximum number of open connections of one instance; further ones get 503 with their first bytes and are closed. A
     * positive number. The default is eight times {@link #maxRequests()}: each open connection costs a file descriptor
     * and some memory.
     */
    @WithDefault("4096")
    @Within(min = "1")
    int maxConnections();

    /** Minimum time allowed for a body, however small it is; later ones get 408 and the connection is closed. */
    @WithDefault("10s")
    @Within(min = "10ms", max = "1h")
    Duration bodyDeadline();

    /** Bytes per second at which a body must arrive beyond {@link #bodyDeadline()}; slower requests are aborted. */
    @WithDefault("100K")
    @Within(min = "1", max = "1G")
    MemorySize bodyRate();

    /**
     * Time from the end of a request to the start of its response; later it gets 503. Below ten seconds, the maximum
     * for any request.
     */
    @WithDefault("9s")
    @Within(min = "10ms", max = "10s")
    Duration responseDeadline();
}
