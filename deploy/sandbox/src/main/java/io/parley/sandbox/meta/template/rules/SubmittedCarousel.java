package io.parley.sandbox.meta.template.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rules of a carousel and its cards. Their sub-codes are not documented. */
record SubmittedCarousel(GraphTemplateRequest request, SubmittedComponents rules) {
    private static final int MIN_CARDS = 2;
    private static final int MAX_CARDS = 10;
    private static final int MAX_CARD_BODY = 160;
    private static final int MAX_CARD_BUTTONS = 2;
    private static final List<String> HEADERS = List.of("IMAGE", "VIDEO", "PRODUCT");
    private static final List<String> BUTTONS = List.of("QUICK_REPLY", "URL", "PHONE_NUMBER", "SPM");
    private static final List<String> TYPES = List.of("HEADER", "BODY", "BUTTONS");

    void check() {
        var carousel = SubmissionRules.component(request.components(), "CAROUSEL");
        if (carousel.isMissingNode()) {
            return;
        }
        for (var other : List.of("HEADER", "FOOTER", "BUTTONS", "LIMITED_TIME_OFFER")) {
            require(
                    SubmissionRules.component(request.components(), other).isMissingNode(),
                    "A template with a carousel can't have a component of type " + other + ".");
        }
        SubmissionRules.checkMembers(carousel, "components['CAROUSEL']", List.of("type", "cards"));
        var cards = carousel.path("cards");
        require(
                cards.isArray() && cards.size() >= MIN_CARDS && cards.size() <= MAX_CARDS,
                "A carousel must have " + MIN_CARDS + " to " + MAX_CARDS + " cards.");
        cards.forEach(this::card);
        var shape = shape(cards.get(0));
        cards.forEach(card -> require(
                shape(card).equals(shape),
                "All cards of a carousel must have the same components, header format and types of buttons."));
    }

    private void card(JsonNode card) {
        var components = card.path("components");
        if (!components.isArray() || components.isEmpty()) {
            throw TemplateError.missing("CAROUSEL", "components");
        }
        components.forEach(component -> GraphTemplateRequest.oneOf(
                "components['CAROUSEL']['type']", component.path("type").asText(), TYPES));
        var header = SubmissionRules.component(components, "HEADER");
        if (header.isMissingNode()) {
            throw TemplateError.missing("CAROUSEL", "HEADER");
        }
        require(
                HEADERS.contains(header.path("format").asText().toUpperCase(Locale.ROOT)),
                "The header of a card must be an image, a video or a product.");
        rules.header(header);
        var body = SubmissionRules.component(components, "BODY");
        if (!body.isMissingNode()) {
            rules.body(body, MAX_CARD_BODY);
        }
        buttons(SubmissionRules.component(components, "BUTTONS"));
    }

    private void buttons(JsonNode component) {
        if (component.isMissingNode()) {
            throw TemplateError.missing("CAROUSEL", "BUTTONS");
        }
        require(
                component.path("buttons").size() <= MAX_CARD_BUTTONS,
                "A card can have at most " + MAX_CARD_BUTTONS + " buttons.");
        rules.buttons(component);
        component
                .path("buttons")
                .forEach(button -> require(
                        BUTTONS.contains(button.path("type").asText().toUpperCase(Locale.ROOT)),
                        "A button of a card must be of one of the types " + BUTTONS + "."));
    }

    /** Returns what all cards must have in common. */
    private static List<String> shape(JsonNode card) {
        var shape = new ArrayList<String>();
        for (var component : card.path("components")) {
            shape.add(component.path("type").asText().toUpperCase(Locale.ROOT));
            shape.add(component.path("format").asText("").toUpperCase(Locale.ROOT));
            component
                    .path("buttons")
                    .forEach(button -> shape.add(button.path("type").asText().toUpperCase(Locale.ROOT)));
        }
        return shape;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw TemplateError.UNDOCUMENTED.rejection(sentence);
        }
    }
}
