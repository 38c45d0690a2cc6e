package io.parley.messaging.channel.whatsapp.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.messaging.channel.DiscoveredSender;
import io.parley.messaging.channel.SetupFinding;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the senders of a WhatsApp Business Account with its phone numbers at Meta. */
final class NumberFindings {
    private NumberFindings() {}

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

    /** @param numbers Meta's numbers of the account, with {@code status} and {@code display_phone_number} */
    static List<SetupFinding> of(List<Sender> senders, List<JsonNode> numbers) {
        var byId = new HashMap<String, JsonNode>();
        numbers.forEach(number -> byId.put(number.path("id").asText(), number));
        return senders.stream().map(sender -> of(sender, byId)).toList();
    }

    private static SetupFinding of(Sender sender, Map<String, JsonNode> numbers) {
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
        var status = number.path("status").asText("");
        return status.isEmpty() || status.equals("CONNECTED")
                ? quality(sender, number)
                : SetupFinding.failed(
                        subject(sender),
                        "it is not registered: status " + status,
                        "Register it with POST /" + sender.providerId()
                                + "/register of the Graph API and the PIN of its two-step verification.");
    }

    private static SetupFinding quality(Sender sender, JsonNode number) {
        return number.path("quality_rating").asText("").equals("RED")
                ? SetupFinding.warning(
                        subject(sender),
                        "it is registered, but its quality rating is low",
                        "Look at blocks and reports of people in Meta's WhatsApp Manager, and send less.")
                : SetupFinding.ok(subject(sender), "it is registered");
    }

    private static String subject(Sender sender) {
        return "number " + sender.providerId();
    }
}
