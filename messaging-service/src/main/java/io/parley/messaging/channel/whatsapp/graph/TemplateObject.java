package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Card;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Components;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Value;
import io.parley.messaging.channel.whatsapp.content.NullableLists;
import io.parley.messaging.channel.whatsapp.content.TemplateButton;
import io.parley.messaging.channel.whatsapp.content.WhatsAppMessageHeader;
import io.parley.runtime.graph.SnakeCase;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A template in the Graph API's format. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TemplateObject(
        String name, Language language, @Nullable List<Component> components) {

    /** @param policy always {@code deterministic}, the only policy that Meta still supports */
    record Language(String code, String policy) {}

    /** A component; {@code cards} only of a carousel, {@code subType} and {@code index} only of a button. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Component(
            String type,
            @Nullable String subType,
            @Nullable String index,
            @Nullable List<Parameter> parameters,
            @Nullable List<CardObject> cards) {

        static Component of(String type, Stream<Parameter> parameters) {
            return new Component(type, null, null, parameters.toList(), null);
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record CardObject(int cardIndex, List<Component> components) {}

    static TemplateObject of(FilledTemplate template, ProviderReferences references) {
        return new TemplateObject(
                template.templateId(),
                new Language(template.templateLanguage(), "deterministic"),
                template.components() == null ? null : components(template.components(), references));
    }

    private static @Nullable List<Component> components(Components values, ProviderReferences references) {
        var parts = Stream.of(
                        headers(values.header(), references),
                        body(values.body()),
                        NullableLists.stream(values.button()).map(TemplateObject::button),
                        carousel(values.carousel(), references),
                        offer(values.limitedTimeOffer()))
                .flatMap(part -> part)
                .toList();
        return parts.isEmpty() ? null : parts;
    }

    private static Stream<Component> headers(
            @Nullable List<? extends WhatsAppMessageHeader> headers, ProviderReferences references) {
        return NullableLists.stream(headers)
                .map(header -> Component.of("header", Stream.of(Parameter.of(header, references))));
    }

    private static Stream<Component> body(@Nullable List<Value> values) {
        return values == null || values.isEmpty()
                ? Stream.empty()
                : Stream.of(Component.of("body", values.stream().map(value -> Parameter.of("text", value.text()))));
    }

    private static Component button(TemplateButton button) {
        return new Component(
                "button",
                subType(button),
                Integer.toString(button.index()),
                parameters(button).toList(),
                null);
    }

    private static String subType(TemplateButton button) {
        return switch (button) {
            case TemplateButton.QuickReply reply -> "quick_reply";
            case TemplateButton.Url url -> "url";
            case TemplateButton.Flow flow -> "flow";
            case TemplateButton.CopyCode code -> "copy_code";
            case TemplateButton.Catalog catalog -> "CATALOG";
            case TemplateButton.MultiProduct products -> "mpm";
            case TemplateButton.Call call -> "voice_call";
        };
    }

    private static Stream<Parameter> parameters(TemplateButton button) {
        return switch (button) {
            case TemplateButton.QuickReply reply -> Stream.of(Parameter.of("payload", reply.payload()));
            case TemplateButton.Url url -> Stream.of(Parameter.of("text", UrlSuffix.encoded(url.text())));
            case TemplateButton.Flow flow -> action(flow.action());
            case TemplateButton.CopyCode code -> Stream.of(Parameter.of("coupon_code", code.couponCode()));
            case TemplateButton.Catalog catalog -> action(ProductAction.of(catalog.action()));
            case TemplateButton.MultiProduct products -> action(ProductAction.of(products.action()));
            case TemplateButton.Call call ->
                Stream.concat(optional("ttl_minutes", call.timeToLiveMinutes()), optional("payload", call.payload()));
        };
    }

    private static Stream<Parameter> action(@Nullable Object action) {
        return action == null ? Stream.empty() : optional("action", SnakeCase.of(action));
    }

    private static Stream<Parameter> optional(String type, @Nullable Object value) {
        return value == null ? Stream.empty() : Stream.of(Parameter.of(type, value));
    }

    private static Stream<Component> carousel(@Nullable List<Card> cards, ProviderReferences references) {
        return cards == null
                ? Stream.empty()
                : Stream.of(new Component(
                        "carousel",
                        null,
                        null,
                        null,
                        cards.stream().map(card -> card(card, references)).toList()));
    }

    private static CardObject card(Card card, ProviderReferences references) {
        var values = card.components();
        var parts = Stream.of(
                headers(values.header(), references),
                body(values.body()),
                NullableLists.stream(values.button()).map(TemplateObject::button));
        return new CardObject(card.cardIndex(), parts.flatMap(part -> part).toList());
    }

    private static Stream<Component> offer(FilledTemplate.@Nullable Offer offer) {
        return offer == null
                ? Stream.empty()
                : Stream.of(Component.of(
                        "limited_time_offer", Stream.of(Parameter.of("limited_time_offer", SnakeCase.of(offer)))));
    }
}
