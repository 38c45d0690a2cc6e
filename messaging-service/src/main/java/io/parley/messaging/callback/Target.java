package io.parley.messaging.callback;

import io.parley.messaging.configuration.EffectiveCallback;
import java.net.URI;
import java.util.Optional;

/** Where a call goes and what it carries, by the settings in force at this moment. */
record Target(URI url, EffectiveCallback settings) {

    /** Empty if there is no address for it any more. */
    static Optional<Target> of(CallbackRow row, EffectiveCallback settings) {
        return Optional.ofNullable(url(row, settings)).map(url -> new Target(URI.create(url), settings));
    }

    /** The address without its query, which may carry secrets. */
    String address() {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    private static String url(CallbackRow row, EffectiveCallback settings) {
        return switch (row.kind()) {
            case STATUS -> row.urlOverride() == null ? settings.messageStatusUrl() : row.urlOverride();
            case INBOUND -> settings.inboundMessageUrl();
            case BUSINESS -> settings.businessNotificationUrl();
        };
    }
}
