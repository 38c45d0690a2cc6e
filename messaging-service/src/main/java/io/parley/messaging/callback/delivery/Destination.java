package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackKind;
import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.configuration.EffectiveCallback;
import java.net.URI;
import java.util.Optional;

/**
 * Where a call goes and what it carries, by the settings in force at this moment.
 *
 * @param endpoint what calls share that fare alike: the address without its query, which may carry secrets. Of addresses
 *     that messages name for themselves only the host counts, for each account: they may differ with every message.
 */
record Destination(URI url, String endpoint, EffectiveCallback settings) {

    /** Empty if there is no address for it any more. */
    static Optional<Destination> of(CallbackRow row, EffectiveCallback settings) {
        return Optional.ofNullable(url(row, settings))
                .map(URI::create)
                .map(url -> new Destination(url, endpoint(row, url), settings));
    }

    /** The address without its query. */
    String address() {
        return host(url) + url.getRawPath();
    }

    private static String endpoint(CallbackRow row, URI url) {
        return row.kind() == CallbackKind.STATUS && row.urlOverride() != null
                ? row.accountId() + " " + host(url)
                : host(url) + url.getRawPath();
    }

    private static String host(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static String url(CallbackRow row, EffectiveCallback settings) {
        return switch (row.kind()) {
            case STATUS -> row.urlOverride() == null ? settings.messageStatusUrl() : row.urlOverride();
            case INBOUND -> settings.inboundMessageUrl();
            case BUSINESS -> settings.businessNotificationUrl();
        };
    }
}
