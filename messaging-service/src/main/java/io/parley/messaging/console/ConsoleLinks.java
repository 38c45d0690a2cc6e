package io.parley.messaging.console;

import io.parley.runtime.http.ExternalUrls;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Links to pages of the console. */
@Singleton
public class ConsoleLinks {
    private final ExternalUrls urls;
    private final boolean enabled;

    ConsoleLinks(ExternalUrls urls, ConsoleConfig settings) {
        this.urls = urls;
        this.enabled = settings.enabled();
    }

    /**
     * Value of the header {@code Link} that leads to a message (RFC 8288).
     *
     * @param uri of the request, which the public origin replaces
     * @return empty if the console is disabled
     */
    public Optional<String> toMessage(String messageId, UriInfo uri, MultivaluedMap<String, String> headers) {
        return enabled
                ? Optional.of("<"
                        + urls.of(uri, headers)
                                .replacePath("/console/messages/" + messageId)
                                .replaceQuery(null)
                                .build()
                        + ">; rel=\"inspect\"")
                : Optional.empty();
    }
}
