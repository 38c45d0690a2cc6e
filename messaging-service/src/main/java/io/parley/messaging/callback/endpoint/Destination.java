package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.configuration.EffectiveCallback;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * URL and settings of a callback, as currently configured.
 *
 * @param endpoint key for the limits of an endpoint: its URL, and for URLs set by messages also the account
 * @param endpointUrl the URL without its query, which may contain secrets. For URLs set by messages only the host, as such
 *     URLs may differ with every message
 */
public record Destination(URI url, String endpoint, String endpointUrl, EffectiveCallback settings) {

    /** Empty if no URL is configured any more. */
    static Optional<Destination> of(CallbackRow row, EffectiveCallback settings) {
        return Optional.ofNullable(url(row, settings))
                .map(URI::create)
                .map(url -> isOfMessage(row) ? ofMessage(row, url, settings) : configured(url, settings));
    }

    /** The URL without its query. */
    public String urlWithoutQuery() {
        return host(url) + url.getRawPath();
    }

    private static Destination ofMessage(CallbackRow row, URI url, EffectiveCallback settings) {
        return new Destination(url, row.accountId() + " " + host(url), host(url), settings);
    }

    private static Destination configured(URI url, EffectiveCallback settings) {
        var endpoint = host(url) + url.getRawPath();
        return new Destination(url, endpoint, endpoint, settings);
    }

    private static boolean isOfMessage(CallbackRow row) {
        return row.kind() == CallbackKind.STATUS && row.urlOverride() != null;
    }

    private static String host(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static @Nullable String url(CallbackRow row, EffectiveCallback settings) {
        return switch (row.kind()) {
            case STATUS -> row.urlOverride() == null ? settings.messageStatusUrl() : row.urlOverride();
            case INBOUND -> settings.inboundMessageUrl();
            case BUSINESS -> settings.businessNotificationUrl();
        };
    }
}
