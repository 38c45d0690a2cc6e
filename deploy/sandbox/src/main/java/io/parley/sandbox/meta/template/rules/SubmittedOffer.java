package io.parley.sandbox.meta.template.rules;

import java.util.List;
import java.util.Locale;

/** Rules of a limited-time offer. Their sub-codes are not documented. */
record SubmittedOffer(GraphTemplateRequest request) {
    private static final int MAX_TEXT = 16;
    private static final int MAX_BODY = 600;

    void check() {
        var offer = SubmissionRules.component(request.components(), "LIMITED_TIME_OFFER");
        if (offer.isMissingNode()) {
            return;
        }
        SubmissionRules.checkMembers(offer, "components['LIMITED_TIME_OFFER']", List.of("type", "limited_time_offer"));
        var json = offer.path("limited_time_offer");
        if (json.path("text").asText("").isBlank()) {
            throw TemplateError.missing("LIMITED_TIME_OFFER", "text");
        }
        if (SubmissionRules.length(json.path("text").asText()) > MAX_TEXT) {
            throw TemplateError.tooLong("LIMITED_TIME_OFFER text", MAX_TEXT);
        }
        require(request.category().equals("MARKETING"), "A limited-time offer needs the category MARKETING.");
        checkOthers(json.path("has_expiration").asBoolean(false));
    }

    private void checkOthers(boolean expires) {
        var components = request.components();
        require(
                SubmissionRules.component(components, "FOOTER").isMissingNode(),
                "A template with a limited-time offer can't have a footer.");
        var format =
                SubmissionRules.component(components, "HEADER").path("format").asText("IMAGE");
        require(
                List.of("IMAGE", "VIDEO").contains(format.toUpperCase(Locale.ROOT)),
                "The header of a limited-time offer must be an image or a video.");
        var body = SubmissionRules.component(components, "BODY").path("text").asText();
        if (SubmissionRules.length(body) > MAX_BODY) {
            throw TemplateError.tooLong("BODY text of a limited-time offer", MAX_BODY);
        }
        var buttons = SubmissionRules.component(components, "BUTTONS").path("buttons");
        var types = buttons.valueStream()
                .map(button -> button.path("type").asText().toUpperCase(Locale.ROOT))
                .toList();
        require(types.contains("URL"), "A limited-time offer needs a button of type URL.");
        require(!expires || types.contains("COPY_CODE"), "An offer that expires needs a button of type COPY_CODE.");
        require(types.indexOf("COPY_CODE") <= 0, "The button of type COPY_CODE must be the first one.");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw TemplateError.UNDOCUMENTED.rejection(sentence);
        }
    }
}
