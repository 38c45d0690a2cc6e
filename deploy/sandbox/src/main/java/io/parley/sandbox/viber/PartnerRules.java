package io.parley.sandbox.viber;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The partner's validation of a request, by its document of {@code POST /viber/2/messages}. */
final class PartnerRules {
    private static final int MAX_TEXT = 1000;
    private static final Set<String> LABELS = Set.of("TRANSACTIONAL", "PROMOTIONAL");
    private static final Map<String, Integer> UNITS = Map.of("SECONDS", 1, "MINUTES", 60, "HOURS", 3_600);
    private static final int MIN_VALIDITY = 30;
    private static final int MAX_VALIDITY = 14 * 24 * 3_600;
    private static final int MAX_BUTTON = 30;
    private static final Pattern PHONE = Pattern.compile("\\+?[1-9]\\d{4,14}");

    /** Content types allowed at the transactional rate; the other rates allow all. */
    private static final Set<String> TRANSACTIONAL = Set.of("TEXT", "LIST", "CAROUSEL", "OTP_TEMPLATE");

    /** Required members by content type. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "TEXT", List.of("text"),
            "IMAGE", List.of("mediaUrl"),
            "VIDEO", List.of("mediaUrl", "thumbnailUrl", "mediaDuration"),
            "FILE", List.of("mediaUrl", "fileName"),
            "LIST", List.of("text", "options"),
            "CAROUSEL", List.of("cards"),
            "OTP_TEMPLATE", List.of("id"));

    private PartnerRules() {}

    static boolean areValid(JsonNode messages) {
        for (var message : messages) {
            if (message.path("sender").asText().isEmpty()
                    || !areDestinations(message.path("destinations"))
                    || !isContent(message.path("content"))
                    || !areOptions(message.path("options"))
                    || !isAllowed(message.at("/options/label").asText(), message.path("content"))) {
                return false;
            }
        }
        return messages.isArray() && !messages.isEmpty();
    }

    private static boolean areDestinations(JsonNode destinations) {
        for (var destination : destinations) {
            if (!PHONE.matcher(destination.path("to").asText()).matches()) {
                return false;
            }
        }
        return destinations.isArray() && !destinations.isEmpty();
    }

    private static boolean isAllowed(String label, JsonNode content) {
        return !label.equals("TRANSACTIONAL")
                || TRANSACTIONAL.contains(content.path("type").asText()) && !content.has("button");
    }

    private static boolean isContent(JsonNode content) {
        var required = REQUIRED.get(content.path("type").asText());
        return required != null
                && required.stream().noneMatch(member -> RequiredMembers.isMissing(content.path(member)))
                && content.path("text").asText().length() <= MAX_TEXT
                && (!content.has("mediaDuration") || isDuration(content.path("mediaDuration")))
                && (!content.has("button") || isButton(content.path("button")))
                && (!content.has("options") || hasTwoToFiveItems(content.path("options")))
                && (!content.has("cards") || areCards(content.path("cards")));
    }

    private static boolean isButton(JsonNode button) {
        return !RequiredMembers.isMissing(button.path("title"))
                && button.path("title").asText().length() <= MAX_BUTTON
                && !RequiredMembers.isMissing(button.path("action"));
    }

    private static boolean areCards(JsonNode cards) {
        for (var card : cards) {
            if (RequiredMembers.isMissing(card.path("text")) || RequiredMembers.isMissing(card.path("mediaUrl"))) {
                return false;
            }
        }
        return hasTwoToFiveItems(cards);
    }

    private static boolean hasTwoToFiveItems(JsonNode list) {
        return list.isArray() && list.size() >= 2 && list.size() <= 5;
    }

    private static boolean areOptions(JsonNode options) {
        var validity = options.path("validityPeriod");
        return (!options.has("label") || LABELS.contains(options.path("label").asText()))
                && (validity.isMissingNode() || isValidity(validity));
    }

    /** Returns how long the partner tries to deliver a message; null if the message does not limit it. */
    static Duration validity(JsonNode message) {
        var validity = message.at("/options/validityPeriod");
        return validity.isMissingNode() ? null : Duration.ofSeconds(seconds(validity));
    }

    private static long seconds(JsonNode validity) {
        return validity.path("amount").asLong()
                * UNITS.getOrDefault(validity.path("timeUnit").asText("MINUTES"), 0);
    }

    private static boolean isValidity(JsonNode validity) {
        var seconds = seconds(validity);
        return seconds >= MIN_VALIDITY && seconds <= MAX_VALIDITY;
    }

    /** Allows an ISO 8601 duration, as in PT5S. */
    private static boolean isDuration(JsonNode value) {
        try {
            return !Duration.parse(value.asText()).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
