package io.parley.template.content;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.template.content.CardComponent.FileFormat;
import io.parley.template.content.CardComponent.MediaHeader;
import io.parley.template.content.TemplateComponent.Body;
import io.parley.template.content.TemplateComponent.BodySample;
import io.parley.template.content.TemplateComponent.Buttons;
import io.parley.template.content.TemplateComponent.Card;
import io.parley.template.content.TemplateComponent.Carousel;
import io.parley.template.content.TemplateComponent.Footer;
import io.parley.template.content.TemplateComponent.Header;
import io.parley.template.content.TemplateComponent.HeaderFormat;
import io.parley.template.content.TemplateComponent.HeaderSample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Meta's components in the contract's format. Components, formats and buttons that the contract does not have are left
 * out. Samples of files are left out as well: Meta returns addresses that expire.
 */
public final class ContractComponents {

    private ContractComponents() {}

    /** @param components Meta's {@code components} */
    public static List<TemplateComponent> of(JsonNode components) {
        return elements(components).stream()
                .map(ContractComponents::component)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable TemplateComponent component(JsonNode meta) {
        return switch (kind(meta)) {
            case "HEADER" -> header(meta);
            case "BODY" -> body(meta);
            case "FOOTER" ->
                new Footer(text(meta.path("text")).orElse(null), integer(meta.path("code_expiration_minutes")));
            case "BUTTONS" -> buttons(meta);
            case "CAROUSEL" -> carousel(meta);
            case "CALL_PERMISSION_REQUEST" -> new TemplateComponent.CallPermission();
            case "LIMITED_TIME_OFFER" -> {
                var offer = meta.path("limited_time_offer");
                yield new TemplateComponent.TimedOffer(new TemplateComponent.OfferText(
                        offer.path("text").asText(""),
                        offer.path("has_expiration").asBoolean(false)));
            }
            default -> null;
        };
    }

    private static @Nullable Header header(JsonNode meta) {
        var sample = elements(meta.path("example").path("header_text")).stream()
                .flatMap(value -> text(value).stream())
                .findFirst()
                .map(value -> new HeaderSample(value, null, null))
                .orElse(null);
        return constant(HeaderFormat.values(), meta.path("format"))
                .map(format -> format == HeaderFormat.TEXT
                        ? new Header(format, text(meta.path("text")).orElse(""), sample)
                        : new Header(format, null, null))
                .orElse(null);
    }

    private static Body body(JsonNode meta) {
        var recommendation = meta.path("add_security_recommendation");
        var texts = elements(meta.path("example").path("body_text").path(0)).stream()
                .flatMap(value -> text(value).stream())
                .toList();
        return new Body(
                text(meta.path("text")).orElse(null),
                recommendation.isBoolean() ? recommendation.booleanValue() : null,
                texts.isEmpty() ? null : new BodySample(texts));
    }

    /** Null if the contract has none of the buttons. */
    private static @Nullable Buttons buttons(JsonNode meta) {
        var buttons = elements(meta.path("buttons")).stream()
                .map(ContractButtons::of)
                .filter(Objects::nonNull)
                .toList();
        return buttons.isEmpty() ? null : new Buttons(buttons);
    }

    private static Carousel carousel(JsonNode meta) {
        return new Carousel(elements(meta.path("cards")).stream()
                .map(card -> new Card(elements(card.path("components")).stream()
                        .map(ContractComponents::ofCard)
                        .filter(Objects::nonNull)
                        .toList()))
                .toList());
    }

    private static @Nullable CardComponent ofCard(JsonNode meta) {
        return switch (kind(meta)) {
            case "HEADER" ->
                constant(FileFormat.values(), meta.path("format"))
                        .map(format -> new MediaHeader(format, null))
                        .orElse(null);
            case "BODY" -> body(meta);
            case "BUTTONS" -> buttons(meta);
            default -> null;
        };
    }

    /** Meta writes types in upper case, and in some answers in lower case. */
    static String kind(JsonNode meta) {
        return meta.path("type").asText("").toUpperCase(Locale.ROOT);
    }

    static @Nullable Integer integer(JsonNode number) {
        return number.canConvertToInt() ? Integer.valueOf(number.intValue()) : null;
    }

    static <E extends Enum<E>> Optional<E> constant(E[] values, JsonNode name) {
        return scalar(name).flatMap(given -> Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(given))
                .findFirst());
    }
}
