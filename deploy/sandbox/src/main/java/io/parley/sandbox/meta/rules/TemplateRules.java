package io.parley.sandbox.meta.rules;

import static io.parley.sandbox.meta.rules.MemberRules.list;
import static io.parley.sandbox.meta.rules.MemberRules.object;
import static io.parley.sandbox.meta.rules.MemberRules.optional;
import static io.parley.sandbox.meta.rules.MemberRules.required;

import io.parley.sandbox.meta.rules.MemberRules.Member;
import java.util.Map;

/** Rules of template parameters for any template. TemplateLibrary checks whether they match the template. */
final class TemplateRules {
    private static final int MAX_PARAMETERS = 100;
    private static final int MAX_COMPONENTS = 20;
    private static final Rule TEXT = Values.text(1, Integer.MAX_VALUE);

    private static final Rule NAME = Values.matches("[a-z0-9_]{1,512}", "lower-case letters, digits and underscores");
    private static final Rule LANGUAGE =
            object(required("code", TEXT), optional("policy", Values.oneOf("deterministic")));

    private static final Rule OFFER = parameters(
            "limited_time_offer",
            required("limited_time_offer", object(required("expiration_time_ms", Values.integer(1, Long.MAX_VALUE)))));

    private static final Rule TAP_TARGET = parameters(
            "tap_target_configuration",
            required(
                    "tap_target_configuration",
                    list(1, 10, object(required("url", Values.url()), required("title", TEXT)))));

    private final MediaRules media;

    TemplateRules(MediaRules media) {
        this.media = media;
    }

    Rule rule() {
        var card = new ByType("type", Map.of("header", header(), "body", body(), "button", ButtonRules.BUTTON));
        var cards = list(
                2,
                10,
                object(
                        required("card_index", Values.integer(0, 9)),
                        required("components", list(0, MAX_COMPONENTS, card))));
        var component = new ByType(
                "type",
                Map.of(
                        "header",
                        header(),
                        "body",
                        body(),
                        "button",
                        ButtonRules.BUTTON,
                        "carousel",
                        object(required("type", TEXT), required("cards", cards)),
                        "limited_time_offer",
                        OFFER,
                        "tap_target_configuration",
                        TAP_TARGET));
        return object(
                required("name", NAME),
                required("language", LANGUAGE),
                optional("components", list(0, MAX_COMPONENTS, component)));
    }

    private Rule header() {
        return component(new ByType(
                "type",
                Map.of(
                        "text", value("text", TEXT),
                        "image", value("image", media.plain()),
                        "video", value("video", media.plain()),
                        "document", value("document", media.named()),
                        "location", value("location", ContentRules.LOCATION),
                        "product",
                                value(
                                        "product",
                                        object(required("product_retailer_id", TEXT), optional("catalog_id", TEXT))))));
    }

    private static Rule body() {
        return component(new ByType(
                "type",
                Map.of(
                        "text", value("text", TEXT),
                        "currency",
                                value(
                                        "currency",
                                        object(
                                                required("fallback_value", TEXT),
                                                required("code", Values.matches("[A-Z]{3}", "a currency code")),
                                                required(
                                                        "amount_1000",
                                                        Values.integer(Long.MIN_VALUE, Long.MAX_VALUE)))),
                        "date_time", value("date_time", object(required("fallback_value", TEXT))))));
    }

    private static Rule component(Rule parameter) {
        return object(required("type", TEXT), optional("parameters", list(0, MAX_PARAMETERS, parameter)));
    }

    private static Rule value(String name, Rule rule) {
        return object(required("type", TEXT), required(name, rule), optional("parameter_name", TEXT));
    }

    private static Rule parameters(String type, Member member) {
        return object(
                required("type", TEXT),
                required("parameters", list(1, 1, object(required("type", Values.oneOf(type)), member))));
    }
}
