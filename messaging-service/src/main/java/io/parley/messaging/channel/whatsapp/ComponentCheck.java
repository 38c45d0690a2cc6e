package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.whatsapp.FilledTemplate.Value;
import io.parley.model.fact.TemplateShape.Button;
import io.parley.model.fact.TemplateShape.Header;
import io.parley.model.fact.TemplateShape.Parts;
import io.parley.runtime.json.Violations;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether values fit the parts of a template or of one card. Kinds of headers and buttons that are not known here fit.
 *
 * @param place path of the values
 */
record ComponentCheck(String place, Violations found) {

    /** Headers that the message gives, in the contract's words. */
    private static final Map<String, String> GIVEN_HEADERS =
            Map.of("IMAGE", "image", "VIDEO", "video", "DOCUMENT", "document", "LOCATION", "location");

    /** What a value for a button says as its type. */
    private static final Map<String, String> VALUES = Map.of(
            "QUICK_REPLY", "quick_reply",
            "URL", "url",
            "OTP", "url",
            "COPY_CODE", "copy_code",
            "FLOW", "flow",
            "CATALOG", "catalog",
            "MPM", "mpm",
            "VOICE_CALL", "call");

    /** Buttons that take a value only if they need one. */
    private static final Set<String> FIXED = Set.of("URL", "PHONE_NUMBER");

    void check(
            Parts parts,
            List<? extends WhatsAppMessageHeader> header,
            List<Value> body,
            List<? extends TemplateButton> buttons) {
        header(parts.header(), NullableLists.stream(header).findFirst().orElse(null));
        body(parts.body().size(), body == null ? 0 : body.size());
        for (var i = 0; buttons != null && i < buttons.size(); i++) {
            button(parts.buttons(), buttons.get(i), place + ".button[" + i + "]");
        }
        parts.buttons().stream()
                .filter(Button::needsValue)
                .filter(button -> NullableLists.stream(buttons).noneMatch(value -> value.index() == button.index()))
                .forEach(this::missing);
    }

    /** Whether a message cannot do without values for these. */
    static boolean needsValues(Parts parts) {
        return !parts.body().isEmpty()
                || wanted(parts.header()) != null
                || parts.buttons().stream().anyMatch(Button::needsValue);
    }

    private void header(Header header, WhatsAppMessageHeader given) {
        var wanted = wanted(header);
        if (wanted != null && (given == null || !wanted.equals(type(given)))) {
            found.add(place + ".header", "must be one header of the type " + wanted);
        } else if (wanted == null && given != null && isKnown(header)) {
            found.add(place + ".header", "must be left out: the template's header takes no value");
        }
    }

    /** The type of the header that the message has to give; null if it need not give any. */
    private static String wanted(Header header) {
        if (header == null) {
            return null;
        }
        return "TEXT".equals(header.format())
                ? (header.parameters().isEmpty() ? null : "text")
                : GIVEN_HEADERS.get(header.format());
    }

    private static boolean isKnown(Header header) {
        return header == null || "TEXT".equals(header.format());
    }

    private void body(int wanted, int given) {
        if (wanted != given) {
            found.add(
                    place + ".body",
                    wanted == 0
                            ? "must be left out: the template's text has no placeholder"
                            : "must have a value for each of the template's placeholders: " + wanted + ", not "
                                    + given);
        }
    }

    private void button(List<Button> buttons, TemplateButton given, String path) {
        buttons.stream()
                .filter(button -> button.index() == given.index())
                .findFirst()
                .ifPresentOrElse(
                        button -> value(button, given, path),
                        () -> found.add(
                                path + ".index",
                                "must name one of the template's buttons, which are " + buttons.size()));
    }

    private void value(Button button, TemplateButton given, String path) {
        var wanted = VALUES.get(button.type());
        if (FIXED.contains(button.type()) && !button.needsValue()) {
            found.add(path, "must be left out: the template's button takes no value");
        } else if (wanted != null && !wanted.equals(type(given))) {
            found.add(path + ".type", "must be " + wanted + " as the template's button is");
        }
    }

    private void missing(Button button) {
        found.add(
                place + ".button",
                "must have a value of the type " + VALUES.getOrDefault(button.type(), button.type())
                        + " for the button with index " + button.index());
    }

    /** As the contract writes it. */
    private static String type(Object given) {
        return given.getClass().getAnnotation(JsonTypeName.class).value();
    }
}
