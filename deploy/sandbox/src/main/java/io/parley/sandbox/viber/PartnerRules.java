package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the partner wants of a request, by its document of {@code POST /viber/2/messages}. */
final class PartnerRules {
    private static final int LONGEST_TEXT = 1000;
    private static final Set<String> LABELS = Set.of("TRANSACTIONAL", "PROMOTIONAL");
    private static final Set<String> UNITS = Set.of("SECONDS", "MINUTES", "HOURS");

    /** Types of content, and the members each of them needs. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "TEXT", List.of("text"),
            "IMAGE", List.of("mediaUrl"),
            "VIDEO", List.of("mediaUrl", "thumbnailUrl", "mediaDuration"),
            "FILE", List.of("mediaUrl", "fileName"),
            "LIST", List.of("text", "options"),
            "CAROUSEL", List.of("cards"),
            "OTP_TEMPLATE", List.of("id"));

    private PartnerRules() {}

    static boolean areSound(JsonNode messages) {
        for (var message : messages) {
            if (message.path("sender").asText().isEmpty()
                    || message.path("destinations").isEmpty()
                    || !isContent(message.path("content"))
                    || !areOptions(message.path("options"))) {
                return false;
            }
        }
        return messages.isArray() && !messages.isEmpty();
    }

    private static boolean isContent(JsonNode content) {
        var required = REQUIRED.get(content.path("type").asText());
        return required != null
                && required.stream().noneMatch(member -> Members.isMissing(content.path(member)))
                && content.path("text").asText().length() <= LONGEST_TEXT
                && (!content.has("button") || isButton(content.path("button")))
                && (!content.has("options") || isFew(content.path("options")))
                && (!content.has("cards") || areCards(content.path("cards")));
    }

    private static boolean isButton(JsonNode button) {
        return !Members.isMissing(button.path("title")) && !Members.isMissing(button.path("action"));
    }

    private static boolean areCards(JsonNode cards) {
        for (var card : cards) {
            if (Members.isMissing(card.path("text")) || Members.isMissing(card.path("mediaUrl"))) {
                return false;
            }
        }
        return isFew(cards);
    }

    private static boolean isFew(JsonNode list) {
        return list.isArray() && list.size() >= 2 && list.size() <= 5;
    }

    private static boolean areOptions(JsonNode options) {
        var validity = options.path("validityPeriod");
        return (!options.has("label") || LABELS.contains(options.path("label").asText()))
                && (validity.isMissingNode()
                        || (validity.path("amount").asInt() > 0
                                && UNITS.contains(validity.path("timeUnit").asText("MINUTES"))));
    }
}
