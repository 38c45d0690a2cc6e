package io.parley.runtime.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** What a request may look like. The server's own limits lie above these, so that refusals can carry a problem body. */
@ConfigMapping(prefix = "parley.http")
public interface HttpConfig {

    /** Most bytes of all header names and values together; more gets 431. A size like {@code 16K}, below 64K. */
    @WithDefault("16K")
    MemorySize maxHeaders();

    /** Most header fields; more gets 431. */
    @WithDefault("100")
    int maxHeaderFields();

    /** Longest path with query; more gets 414. Characters, below 32768. */
    @WithDefault("8192")
    int maxUrl();

    /** Most query parameters; more gets 400. */
    @WithDefault("200")
    int maxQueryParameters();

    /** Longest body; a longer one gets 413. A size like {@code 10M}, not above {@code quarkus.http.limits.max-body-size}. */
    @WithDefault("10M")
    MemorySize maxBody();

    /**
     * Addresses that read their body as a stream and so take longer ones than {@link #maxBody()}: size by exact path, as in
     * {@code parley.http.large-bodies."/conversations/v3/media"=100M}; same upper bound.
     */
    Map<String, MemorySize> largeBodies();

    /**
     * Requests that one instance answers at a time; those beyond get 503 with Retry-After before their body is read, so that
     * a caller learns within milliseconds what it would otherwise learn after all those before it. A positive number. The
     * default is four times what the commit of messages works on at once: more in hand adds waiting and no throughput.
     */
    @WithDefault("512")
    int maxRequests();

    /**
     * Open connections of one instance; those beyond get 503 with their first bytes and are closed. A positive number. The
     * default is eight times what is answered at a time: each open connection costs a file and some memory.
     */
    @WithDefault("4096")
    int maxConnections();

    /** How long a body may take at least, however small it is; late ones get 408 and the connection is closed. */
    @WithDefault("PT10S")
    Duration bodyDeadline();

    /** Bytes a second a body must arrive at beyond {@link #bodyDeadline()}; slower senders are cut off. */
    @WithDefault("100K")
    MemorySize bodyRate();

    /**
     * Time from the end of a request to the beginning of its response; later it gets 503. Below the ten seconds that no
     * request may take.
     */
    @WithDefault("PT9S")
    Duration responseDeadline();
}
