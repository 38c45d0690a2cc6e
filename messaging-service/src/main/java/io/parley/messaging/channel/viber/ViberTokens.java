package io.parley.messaging.channel.viber;

import io.parley.runtime.secrets.SecretFiles;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The bot tokens and partner keys of the services. */
@Singleton
class ViberTokens {
    private final ViberConfig settings;
    private final SecretFiles secrets;

    ViberTokens(ViberConfig settings, SecretFiles secrets) {
        this.settings = settings;
        this.secrets = secrets;
        settings.tokens().values().forEach(secrets::value); // a file that cannot be read ends the start
    }

    /** Token or key of a service; empty if there is none. */
    String of(String service) {
        return Optional.ofNullable(settings.tokens().get(service))
                .map(secrets::value)
                .orElse("");
    }
}
