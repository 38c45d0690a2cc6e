package io.parley.template.content;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.fact.TemplateShape;
import io.parley.model.fact.TemplateShape.Button;
import io.parley.model.fact.TemplateShape.Header;
import io.parley.model.fact.TemplateShape.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Determines from Meta's components what a message has to provide to fill a template. */
public final class TemplateShapes {
    private static final String POSITIONAL = "POSITIONAL";

    /** Buttons without a value in the template, which each message has to give. */
    private static final Set<String> NEED_VALUE = Set.of("COPY_CODE", "OTP", "MPM");

    private TemplateShapes() {}

    /**
     * @param components Meta's {@code components}
     * @param parameterFormat Meta's {@code parameter_format}; null for the default
     */
    public static TemplateShape of(JsonNode components, @Nullable String parameterFormat) {
        var cards = component(components, "CAROUSEL").map(carousel -> elements(carousel.path("cards")).stream()
                .map(card -> parts(card.path("components")))
                .toList());
        var offer = component(components, "LIMITED_TIME_OFFER")
                .map(found -> found.path("limited_time_offer").path("has_expiration"))
                .filter(ends -> ends.asBoolean(false));
        return new TemplateShape(
                parameterFormat == null ? POSITIONAL : parameterFormat.toUpperCase(Locale.ROOT),
                parts(components),
                cards.orElse(List.of()),
                offer.isPresent());
    }

    private static Parts parts(JsonNode components) {
        return new Parts(
                component(components, "HEADER").map(TemplateShapes::header).orElse(null),
                component(components, "BODY").map(TemplateShapes::body).orElse(List.of()),
                component(components, "BUTTONS")
                        .map(found -> buttons(elements(found.path("buttons"))))
                        .orElse(List.of()));
    }

    private static Header header(JsonNode header) {
        var format = header.path("format").asText("TEXT").toUpperCase(Locale.ROOT);
        return new Header(format, TextPlaceholders.of(text(header.path("text")).orElse(null)));
    }

    /** The text of an authentication template, which Meta writes, has one placeholder: the password. */
    private static List<String> body(JsonNode body) {
        return text(body.path("text")).map(TextPlaceholders::of).orElse(List.of("1"));
    }

    private static List<Button> buttons(List<JsonNode> buttons) {
        var found = new ArrayList<Button>();
        for (var i = 0; i < buttons.size(); i++) {
            found.add(button(i, buttons.get(i)));
        }
        return found;
    }

    private static Button button(int index, JsonNode button) {
        var kind = ContractButtons.isPassword(button) ? "OTP" : ContractComponents.kind(button);
        var hasPlaceholder = kind.equals("URL")
                && !TextPlaceholders.of(text(button.path("url")).orElse(null)).isEmpty();
        var flowId = kind.equals("FLOW") ? scalar(button.path("flow_id")).orElse(null) : null;
        return new Button(index, kind, hasPlaceholder || NEED_VALUE.contains(kind), flowId);
    }

    private static Optional<JsonNode> component(JsonNode components, String kind) {
        return elements(components).stream()
                .filter(component -> ContractComponents.kind(component).equals(kind))
                .findFirst();
    }
}
