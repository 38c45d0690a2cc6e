package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.http.ProviderAnswer;
import io.parley.runtime.setup.SetupFinding;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Evaluates what Viber reports about a bot.
 *
 * @see <a href="https://developers.viber.com/docs/api/rest-bot-api/#get-account-info">get_account_info</a>
 */
final class BotSetup {
    private static final int OK = 0;
    static final int INVALID_TOKEN = 2;

    /** Events without which statuses or messages of people are missing. Viber always sends messages. */
    private static final Set<String> NEEDED = Set.of("delivered", "seen", "failed");

    private final String service;
    private final String subject;

    BotSetup(String service) {
        this.service = service;
        this.subject = "service " + service;
    }

    SetupFinding withoutToken() {
        return SetupFinding.failed(
                subject,
                "no token is set",
                "Set parley.channels.viber.tokens.\"" + service
                        + "\" to the token shown in Viber's admin panel under Edit info.");
    }

    SetupFinding withoutAnswer(String reason) {
        return SetupFinding.failed(
                subject,
                "Viber could not be reached: " + reason,
                "Check that this host may connect to parley.channels.viber.base-url.");
    }

    String webhookPath() {
        return "/webhooks/viber/" + service;
    }

    SetupFinding withoutPublicUrl() {
        return SetupFinding.failed(
                subject,
                "no webhook was registered, since the public URL is not known",
                "Set parley.api.public-url to the scheme, host and port under which the API and the webhooks are reached.");
    }

    /** Why Viber did not register the webhook; empty if it did. */
    Optional<SetupFinding> ofRegistration(String url, ProviderAnswer answer) {
        var status = answer.body().path("status");
        if (!status.isNumber() || status.asInt() == INVALID_TOKEN) {
            return Optional.of(of(answer));
        }
        return status.asInt() == OK
                ? Optional.empty()
                : Optional.of(SetupFinding.failed(
                        subject,
                        "Viber did not register the webhook: "
                                + answer.body().path("status_message").asText("status " + status.asInt()),
                        "Check that Viber's servers reach " + url
                                + " over HTTPS with a certificate of a public authority,"
                                + " and that webhook-gateway has the bot's token."));
    }

    SetupFinding of(ProviderAnswer answer) {
        var body = answer.body();
        if (!body.path("status").isNumber()) {
            return withoutAnswer("HTTP status " + answer.status());
        }
        return switch (body.path("status").asInt()) {
            case OK -> webhook(body);
            case INVALID_TOKEN ->
                SetupFinding.failed(
                        subject,
                        "Viber does not accept the token",
                        "Copy the token of this bot from Viber's admin panel to parley.channels.viber.tokens.\""
                                + service + "\".");
            default ->
                SetupFinding.failed(
                        subject,
                        "Viber answers with status " + body.path("status").asInt() + ", "
                                + body.path("status_message").asText("no reason"),
                        "See the error codes of Viber's bot API.");
        };
    }

    private SetupFinding webhook(JsonNode account) {
        var expected = webhookPath();
        var webhook = account.path("webhook").asText("");
        if (webhook.isEmpty()) {
            return SetupFinding.failed(
                    subject,
                    "the token is valid, but no webhook is registered: statuses and messages do not arrive",
                    "Connect the sender: POST /operator/v1/accounts/{accountId}/senders/{id}/connection.");
        }
        if (!webhook.endsWith(expected)) {
            return SetupFinding.failed(
                    subject,
                    "the token is valid, but the webhook is registered for another address: " + webhook,
                    "Connect the sender: POST /operator/v1/accounts/{accountId}/senders/{id}/connection.");
        }
        var missing = missing(account.path("event_types"));
        return missing.isEmpty()
                ? SetupFinding.ok(subject, "the token is valid and the webhook is registered")
                : SetupFinding.warning(
                        subject,
                        "the webhook does not get the events " + String.join(", ", missing),
                        "Call set_webhook again without event_types, or with " + String.join(", ", missing)
                                + " in it.");
    }

    private static List<String> missing(JsonNode types) {
        if (!types.isArray()) {
            return List.of();
        }
        var present = new HashSet<String>();
        types.forEach(type -> present.add(type.asText()));
        return NEEDED.stream().filter(type -> !present.contains(type)).sorted().collect(Collectors.toList());
    }
}
