package io.parley.messaging.channel.whatsapp.setup;

import io.parley.runtime.http.ExternalUrls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** Where Meta must send its webhooks: webhook-gateway's path at the public URL. */
@Singleton
class WebhookAddress {
    private static final String PATH = "/webhooks/meta";

    private final Optional<URI> url;

    @Inject
    WebhookAddress(ExternalUrls urls) {
        this(urls.publicOrigin());
    }

    /** @param origin the public URL */
    WebhookAddress(Optional<URI> origin) {
        this.url = origin.map(base -> base.resolve(PATH));
    }

    /** Empty if the public URL is not set. */
    Optional<URI> url() {
        return url;
    }

    /** The URL for a text to the operator. */
    String text() {
        return url.map(URI::toString).orElse("the public URL with the path " + PATH);
    }

    /** Whether a URL that is set at Meta is another one; without a public URL, whether its path is. */
    boolean isElsewhere(String other) {
        return url.map(expected -> !expected.toString().equalsIgnoreCase(other)).orElseGet(() -> hasOtherPath(other));
    }

    /**
     * Whether the path of a URL that is set at Meta is another one. An app may reach the gateway by another name than
     * customers do.
     */
    boolean hasOtherPath(String other) {
        return !other.endsWith(PATH);
    }
}
