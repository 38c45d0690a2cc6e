package io.parley.flow.endpoint;

import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.parley.runtime.encryption.KeyEncryption;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** Creates a signing secret for an account; the secret before signs as well for a while. */
@ApplicationScoped
class RotateSigningSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final FlowNumbers numbers;
    private final KeyEncryption encryption;
    private final FlowKeyChanges changes;
    private final EndpointSecrets secrets;
    private final EndpointConfig settings;

    RotateSigningSecret(
            FlowNumbers numbers,
            KeyEncryption encryption,
            FlowKeyChanges changes,
            EndpointSecrets secrets,
            EndpointConfig settings) {
        this.numbers = numbers;
        this.encryption = encryption;
        this.changes = changes;
        this.secrets = secrets;
        this.settings = settings;
    }

    Uni<SigningSecretResponse> run(UUID accountId) {
        numbers.requireAccount(accountId);
        if (!encryption.isConfigured()) {
            throw FlowKeyProblems.withoutEncryption();
        }
        var secret = generate();
        var encrypted = encryption.encrypt(secret.getBytes(StandardCharsets.UTF_8), SigningSecrets.context(accountId));
        return changes.commit(change -> secrets.lock(accountId)
                .chain(known -> known == null ? create(accountId, encrypted) : replace(known, encrypted, change))
                .invoke(change::publish)
                .map(row -> new SigningSecretResponse(secret, row.previousUntil)));
    }

    private Uni<EndpointSecretRow> create(UUID accountId, String encrypted) {
        var row = new EndpointSecretRow();
        row.accountId = accountId;
        row.current = encrypted;
        return secrets.persist(row);
    }

    private Uni<EndpointSecretRow> replace(EndpointSecretRow row, String encrypted, FlowKeyChange change) {
        row.previous = row.current;
        row.previousUntil = change.now().plus(settings.grace());
        row.current = encrypted;
        return Uni.createFrom().item(row);
    }

    private String generate() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }
}
