package io.parley.messaging.directory;

import io.parley.model.Scope;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sender in requests of the operator API.
 *
 * @param channel name of a channel; immutable
 * @param identity value of {@code from}: a number with or without {@code +}, a Viber service, an SMS name; immutable
 * @param name shown to customers in their configuration
 * @param providerId the provider's id of the sender, for example Meta's phone_number_id; the identity if left out,
 *     which is correct for Viber and SMS
 * @param whatsAppAccountId WhatsApp account of the same account
 * @param scopes allowed scopes; all scopes of a channel if left out
 * @param attributes attributes of the channel: {@code smsc} on SMS, {@code connector} on Viber
 * @param active true if left out
 */
record SenderRequest(
        @NotNull String channel,

        @NotNull
        @Pattern(
                regexp = "\\+?[0-9A-Za-z][0-9A-Za-z ._&-]{0,63}",
                message = "must be a number, a service id or a name of letters, digits, spaces, dots, _, & and -")
        String identity,

        @Text(max = 256) @Nullable String name,

        @Pattern(regexp = "[!-~]{1,128}", message = "must be 1 to 128 printable ASCII characters without spaces")
        @Nullable
        String providerId,

        @Nullable UUID whatsAppAccountId,
        @Nullable List<Scope> scopes,
        @Size(max = 32) @Nullable Map<@Text(max = 64) String, @Text(max = 512) String> attributes,
        @Nullable Boolean active) {

    /** The identity without a leading {@code +}. */
    String plainIdentity() {
        return identity.startsWith("+") ? identity.substring(1) : identity;
    }
}
