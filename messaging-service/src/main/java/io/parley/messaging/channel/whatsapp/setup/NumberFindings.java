package io.parley.messaging.channel.whatsapp.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.DiscoveredSender;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.setup.SetupFinding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the senders of a WhatsApp Business Account with its phone numbers at Meta. */
final class NumberFindings {
    private static final Set<String> LIMITED = Set.of("FLAGGED", "RESTRICTED", "RATE_LIMITED");

    private final WebhookAddress webhook;

    NumberFindings(WebhookAddress webhook) {
        this.webhook = webhook;
    }

    static SetupFinding withoutAccount(Sender sender) {
        return SetupFinding.failed(
                subject(sender),
                "it has no WhatsApp account, so that its access token is not known",
                "Set whatsAppAccountId of the sender in the operator API.");
    }

    /** Meta's numbers as senders; one without a phone number, as during its registration, is left out. */
    static List<DiscoveredSender> senders(List<JsonNode> numbers) {
        return numbers.stream()
                .map(number -> new DiscoveredSender(
                        digits(number),
                        number.path("verified_name").asText(null),
                        number.path("id").asText()))
                .filter(sender -> !sender.identity().isEmpty())
                .toList();
    }

    /** Meta shows the number with spaces and dashes. */
    private static String digits(JsonNode number) {
        return number.path("display_phone_number").asText("").replaceAll("[^0-9]", "");
    }

    /**
     * @param numbers Meta's numbers of the account, with {@code status}, {@code display_phone_number} and {@code
     *     webhook_configuration}
     */
    List<SetupFinding> of(List<Sender> senders, List<JsonNode> numbers) {
        var byId = new HashMap<String, JsonNode>();
        numbers.forEach(number -> byId.put(number.path("id").asText(), number));
        return senders.stream().map(sender -> of(sender, byId)).toList();
    }

    private SetupFinding of(Sender sender, Map<String, JsonNode> numbers) {
        var number = numbers.get(sender.providerId());
        if (number == null) {
            return SetupFinding.failed(
                    subject(sender),
                    "its account has no phone number with this id",
                    "Correct providerId of sender " + sender.id()
                            + ": it is the phone_number_id, not the number itself.");
        }
        var digits = digits(number);
        if (!digits.isEmpty() && !digits.equals(sender.identity())) {
            return SetupFinding.failed(
                    subject(sender),
                    "at Meta it is another phone number than the sender's identity",
                    "Correct providerId of sender " + sender.id()
                            + ", or create a sender with the number as identity.");
        }
        return ofStatus(sender, number, number.path("status").asText(""));
    }

    private SetupFinding ofStatus(Sender sender, JsonNode number, String status) {
        if (status.equals("BANNED")) {
            return SetupFinding.failed(
                    subject(sender),
                    "Meta has banned it: status BANNED",
                    "Request a review in Meta's WhatsApp Manager, under Account quality.");
        }
        if (!status.isEmpty() && !status.equals("CONNECTED") && !LIMITED.contains(status)) {
            return SetupFinding.failed(
                    subject(sender),
                    "it is not registered: status " + status,
                    "Register it with POST /" + sender.providerId()
                            + "/register of the Graph API and the PIN of its two-step verification.");
        }
        return webhook(sender, number.path("webhook_configuration")).orElseGet(() -> quality(sender, number, status));
    }

    /** A webhook URL of the number itself, or of the app, that is not the gateway's. */
    private Optional<SetupFinding> webhook(Sender sender, JsonNode configuration) {
        var own = configuration.path("phone_number").asText("");
        if (!own.isEmpty() && webhook.isElsewhere(own)) {
            return Optional.of(SetupFinding.failed(
                    subject(sender),
                    "its webhooks go to another address by its webhook_configuration: " + own,
                    "Set override_callback_uri in webhook_configuration of POST /" + sender.providerId()
                            + " of the Graph API to an empty text, or to " + webhook.text() + "."));
        }
        var app = configuration.path("application").asText("");
        var isUsed = own.isEmpty()
                && configuration.path("whatsapp_business_account").asText("").isEmpty();
        return isUsed && !app.isEmpty() && webhook.hasOtherPath(app)
                ? Optional.of(SetupFinding.failed(
                        subject(sender),
                        "its webhooks go to another address, that of the app: " + app,
                        "Set the webhook of the app at Meta (WhatsApp, Configuration) to " + webhook.text() + "."))
                : Optional.empty();
    }

    private static SetupFinding quality(Sender sender, JsonNode number, String status) {
        return number.path("quality_rating").asText("").equals("RED") || LIMITED.contains(status)
                ? SetupFinding.warning(
                        subject(sender),
                        "it is registered, but its quality rating is low or Meta limits it (status " + status + ")",
                        "Look at blocks and reports of people in Meta's WhatsApp Manager, and send less.")
                : SetupFinding.ok(subject(sender), "it is registered");
    }

    private static String subject(Sender sender) {
        return "number " + sender.providerId();
    }
}
