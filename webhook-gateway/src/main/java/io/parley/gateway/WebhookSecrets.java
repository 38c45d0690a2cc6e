package io.parley.gateway;

import io.parley.runtime.secrets.SecretFiles;
import io.smallrye.config.Secret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The secrets of webhooks. One that is given as a file can be renewed without a restart. */
@Singleton
public class WebhookSecrets {
    private final WebhookConfig settings;
    private final SecretFiles files;

    WebhookSecrets(WebhookConfig settings, SecretFiles files) {
        this.settings = settings;
        this.files = files;
        // A file that cannot be read ends the start.
        settings.meta().appSecrets().ifPresent(secrets -> secrets.forEach(files::value));
        files.value(settings.meta().verifyToken());
        settings.viber().tokens().values().forEach(files::value);
        settings.viberPartner().secrets().values().forEach(files::value);
    }

    /** Returns the secrets that sign Meta's webhooks: two during a rotation, none if there is no app. */
    public List<Supplier<String>> metaAppSecrets() {
        return settings.meta().appSecrets().orElse(List.of()).stream()
                .map(this::current)
                .toList();
    }

    /** Returns the verify token of Meta's handshake. */
    Optional<Supplier<String>> metaVerifyToken() {
        return settings.meta()
                .verifyToken()
                .filter(token -> token.get() != null)
                .map(this::current);
    }

    /** Returns the tokens that sign the webhooks of each Viber service, by its id. */
    Map<String, Supplier<String>> viberTokens() {
        return settings.viber().tokens().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, token -> current(token.getValue())));
    }

    /** Returns the {@code Authorization} header of the partner for a service; empty for an unknown service. */
    Optional<String> partnerAuthorization(String serviceId) {
        return Optional.ofNullable(settings.viberPartner().secrets().get(serviceId))
                .map(files::value);
    }

    private Supplier<String> current(Secret<String> secret) {
        return () -> files.value(secret);
    }
}
