package io.parley.sandbox.meta.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.sandbox.meta.rules.RuleViolation;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

/** Checks number and type of a message's parameters against its template. */
record TemplateMatch(Template template) {
    private static final int COUNT = 132000;
    private static final int TEXT_TOO_LONG = 132005;
    private static final int FORMAT = 132012;
    private static final int MAX_BODY = 1024;
    private static final int MAX_CODE = 15;

    Optional<RuleViolation> check(JsonNode sent) {
        return parts(template.components(), sent).or(() -> offer(sent)).or(() -> carousel(sent));
    }

    private Optional<RuleViolation> parts(JsonNode defined, JsonNode sent) {
        return header(Template.component(defined, "HEADER"), parameters(sent, "header"))
                .or(() -> body(Template.component(defined, "BODY"), parameters(sent, "body")))
                .or(() -> new ButtonFit(Template.component(defined, "BUTTONS").path("buttons")).check(sent));
    }

    /** Returns the parameters of all components of this type, in order. */
    private static ArrayNode parameters(JsonNode sent, String type) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var component : sent) {
            if (component.path("type").asText().equalsIgnoreCase(type)) {
                component.path("parameters").forEach(all::add);
            }
        }
        return all;
    }

    /** Checks the header. Format ANY is an extension of the sandbox: a header of any type, or none. */
    private Optional<RuleViolation> header(JsonNode defined, ArrayNode values) {
        var format = defined.path("format").asText("TEXT").toUpperCase(Locale.ROOT);
        if (format.equals("ANY")) {
            return Optional.empty();
        }
        if (format.equals("TEXT")) {
            return texts("header", defined.path("text").asText(), values);
        }
        var type = values.path(0).path("type").asText("unknown").toUpperCase(Locale.ROOT);
        if (!type.equals(format)) {
            return Optional.of(
                    new RuleViolation(FORMAT, "header: Format mismatch, expected " + format + ", received " + type));
        }
        return values.size() == 1 ? Optional.empty() : Optional.of(count("header", values.size(), 1));
    }

    private Optional<RuleViolation> body(JsonNode defined, ArrayNode values) {
        if (template.isAuthentication()) {
            return code(values);
        }
        var text = defined.path("text").asText();
        return texts("body", text, values)
                .or(() -> Placeholders.filledLength(text, values) <= MAX_BODY
                        ? Optional.empty()
                        : Optional.of(new RuleViolation(
                                TEXT_TOO_LONG, "body: Translated text too long, Max length: " + MAX_BODY)));
    }

    /** Checks the body of an authentication template: its text is Meta's, its one parameter is the code. */
    private static Optional<RuleViolation> code(ArrayNode values) {
        if (values.size() != 1) {
            return Optional.of(count("body", values.size(), 1));
        }
        return values.path(0).path("text").asText().length() <= MAX_CODE
                ? Optional.empty()
                : Optional.of(new RuleViolation(TEXT_TOO_LONG, "body: the code is too long, Max length: " + MAX_CODE));
    }

    private Optional<RuleViolation> texts(String part, String text, ArrayNode values) {
        var placeholders = Placeholders.of(text);
        if (values.size() != placeholders.size()) {
            return Optional.of(count(part, values.size(), placeholders.size()));
        }
        if (!template.hasNamedParameters()) {
            return Optional.empty();
        }
        var names = new HashSet<String>();
        values.forEach(value -> names.add(value.path("parameter_name").asText()));
        return names.equals(placeholders)
                ? Optional.empty()
                : Optional.of(new RuleViolation(FORMAT, part + ": parameter_name must be each of " + placeholders));
    }

    private static RuleViolation count(String part, int sent, int expected) {
        return new RuleViolation(
                COUNT,
                part + ": number of localizable_params (" + sent + ") does not match the expected number of params ("
                        + expected + ")");
    }

    private Optional<RuleViolation> offer(JsonNode sent) {
        var defined = Template.component(template.components(), "LIMITED_TIME_OFFER");
        var expires = defined.at("/limited_time_offer/has_expiration").asBoolean();
        var given = !Template.component(sent, "limited_time_offer").isMissingNode();
        return given == expires
                ? Optional.empty()
                : Optional.of(count("limited_time_offer", given ? 1 : 0, expires ? 1 : 0));
    }

    private Optional<RuleViolation> carousel(JsonNode sent) {
        var defined = Template.component(template.components(), "CAROUSEL").path("cards");
        var cards = Template.component(sent, "carousel").path("cards");
        if (defined.size() != cards.size()) {
            return Optional.of(count("carousel", cards.size(), defined.size()));
        }
        for (var card : cards) {
            var violation =
                    parts(defined.path(card.path("card_index").asInt()).path("components"), card.path("components"));
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }
}
