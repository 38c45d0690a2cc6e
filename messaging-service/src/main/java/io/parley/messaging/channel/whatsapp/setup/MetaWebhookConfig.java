package io.parley.messaging.channel.whatsapp.setup;

import io.parley.runtime.validation.Text;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.util.Optional;

/** The webhook of the app at Meta, which webhook-gateway serves; messaging-service checks it for the operator. */
@ConfigMapping(prefix = "parley.webhooks.meta")
interface MetaWebhookConfig {

    /**
     * Verify token of the webhook, the same value as webhook-gateway's. With it the check of the set-up verifies that
     * the gateway accepts the token at the public URL; without it only that the gateway answers there. A secret, or
     * {@code file:} and the path of a file with it.
     */
    Optional<Secret<@Text String>> verifyToken();
}
