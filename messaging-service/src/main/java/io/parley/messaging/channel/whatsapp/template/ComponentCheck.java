package io.parley.messaging.channel.whatsapp.template;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.whatsapp.content.FilledTemplate.Value;
import io.parley.messaging.channel.whatsapp.content.NullableLists;
import io.parley.messaging.channel.whatsapp.content.TemplateButton;
import io.parley.messaging.channel.whatsapp.content.WhatsAppMessageHeader;
import io.parley.model.fact.TemplateShape.Button;
import io.parley.model.fact.TemplateShape.Header;
import io.parley.model.fact.TemplateShape.Parts;
import io.parley.runtime.json.Violations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks values against the parts of a template or of one card. Unknown types of headers and buttons are accepted.
 *
 * @param path path of the values
 */
record ComponentCheck(String path, Violations found) {

    /** Header types of the contract, by Meta's header format; only headers that take a value. */
    private static final Map<String, String> HEADER_TYPES =
            Map.of("IMAGE", "image", "VIDEO", "video", "DOCUMENT", "document", "LOCATION", "location");

    /** Types of button values in the contract, by Meta's button type. */
    private static final Map<String, String> VALUE_TYPES = Map.of(
            "QUICK_REPLY", "quick_reply",
            "URL", "url",
            "OTP", "url",
            "COPY_CODE", "copy_code",
            "FLOW", "flow",
            "CATALOG", "catalog",
            "MPM", "mpm",
            "VOICE_CALL", "call");

    /** Buttons that take a value only if {@link Button#needsValue()}. */
    private static final Set<String> OPTIONAL_VALUE = Set.of("URL", "PHONE_NUMBER");

    void check(
            Parts parts,
            @Nullable List<? extends WhatsAppMessageHeader> header,
            @Nullable List<Value> body,
            @Nullable List<? extends TemplateButton> buttons) {
        header(parts.header(), NullableLists.stream(header).findFirst().orElse(null));
        body(parts.body().size(), body == null ? 0 : body.size());
        for (var i = 0; buttons != null && i < buttons.size(); i++) {
            button(parts.buttons(), buttons.get(i), path + ".button[" + i + "]");
        }
        parts.buttons().stream()
                .filter(Button::needsValue)
                .filter(button -> NullableLists.stream(buttons).noneMatch(value -> value.index() == button.index()))
                .forEach(this::missing);
    }

    /** Whether a message must give values for these parts. */
    static boolean needsValues(Parts parts) {
        return !parts.body().isEmpty()
                || expected(parts.header()) != null
                || parts.buttons().stream().anyMatch(Button::needsValue);
    }

    private void header(@Nullable Header header, @Nullable WhatsAppMessageHeader given) {
        var expected = expected(header);
        if (expected != null && (given == null || !expected.equals(type(given)))) {
            found.add(path + ".header", "must be one header of the type " + expected);
        } else if (expected == null && given != null && isKnown(header)) {
            found.add(path + ".header", "must be left out: the template's header takes no value");
        }
    }

    /** Type of the header that the message must give; null if none is required. */
    private static @Nullable String expected(@Nullable Header header) {
        if (header == null) {
            return null;
        }
        return "TEXT".equals(header.format())
                ? (header.parameters().isEmpty() ? null : "text")
                : HEADER_TYPES.get(header.format());
    }

    private static boolean isKnown(@Nullable Header header) {
        return header == null || "TEXT".equals(header.format());
    }

    private void body(int expected, int given) {
        if (expected != given) {
            found.add(
                    path + ".body",
                    expected == 0
                            ? "must be left out: the template's text has no placeholder"
                            : "must have a value for each of the template's placeholders: " + expected + ", not "
                                    + given);
        }
    }

    private void button(List<Button> buttons, TemplateButton given, String buttonPath) {
        buttons.stream()
                .filter(button -> button.index() == given.index())
                .findFirst()
                .ifPresentOrElse(
                        button -> value(button, given, buttonPath),
                        () -> found.add(
                                buttonPath + ".index",
                                "must be the index of a template button; the template has " + buttons.size()));
    }

    private void value(Button button, TemplateButton given, String buttonPath) {
        var expected = VALUE_TYPES.get(button.type());
        if (OPTIONAL_VALUE.contains(button.type()) && !button.needsValue()) {
            found.add(buttonPath, "must be left out: the template's button takes no value");
        } else if (expected != null && !expected.equals(type(given))) {
            found.add(buttonPath + ".type", "must be " + expected + ", the type of the template's button");
        }
    }

    private void missing(Button button) {
        found.add(
                path + ".button",
                "must have a value of the type " + VALUE_TYPES.getOrDefault(button.type(), button.type())
                        + " for the button with index " + button.index());
    }

    /** Type name in the contract. */
    private static String type(Object given) {
        return given.getClass().getAnnotation(JsonTypeName.class).value();
    }
}
