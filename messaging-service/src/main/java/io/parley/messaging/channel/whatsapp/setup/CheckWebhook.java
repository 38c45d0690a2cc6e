package io.parley.messaging.channel.whatsapp.setup;

import io.parley.runtime.secrets.SecretFiles;
import io.parley.runtime.setup.SetupFinding;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * Checks that Meta reaches webhook-gateway: makes Meta's handshake with the webhook at the public URL. Meta's console
 * makes it only when the webhook is configured, so a later fault of DNS, certificate, ingress or verify token shows as
 * missing statuses and messages.
 */
@Singleton
class CheckWebhook {
    private final WebhookAddress webhook;
    private final WebhookHandshake handshake;
    private final Optional<Secret<String>> verifyToken;
    private final SecretFiles secrets;

    CheckWebhook(WebhookAddress webhook, WebhookHandshake handshake, MetaWebhookConfig settings, SecretFiles secrets) {
        this.webhook = webhook;
        this.handshake = handshake;
        this.verifyToken = settings.verifyToken();
        this.secrets = secrets;
        secrets.value(verifyToken); // a file that cannot be read ends the start
    }

    /** Never fails. */
    Uni<SetupFinding> run() {
        return webhook.url().map(this::check).orElseGet(() -> Uni.createFrom()
                .item(WebhookFindings.withoutPublicUrl()));
    }

    private Uni<SetupFinding> check(URI url) {
        var findings = new WebhookFindings(url);
        var challenge = unguessable();
        var token = secrets.value(verifyToken);
        return handshake
                .send(url, token.orElseGet(CheckWebhook::unguessable), challenge)
                .map(answer -> token.isPresent() ? findings.of(answer, challenge) : findings.withoutToken(answer))
                .onFailure()
                .recoverWithItem(findings::failed);
    }

    private static String unguessable() {
        return UUID.randomUUID().toString();
    }
}
