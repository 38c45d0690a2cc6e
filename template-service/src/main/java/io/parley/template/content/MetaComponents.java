package io.parley.template.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.template.content.TemplateComponent.Body;
import io.parley.template.content.TemplateComponent.Buttons;
import io.parley.template.content.TemplateComponent.Carousel;
import io.parley.template.content.TemplateComponent.Footer;
import io.parley.template.content.TemplateComponent.Header;
import io.parley.template.content.TemplateComponent.HeaderFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Components in the format of Meta's message_templates ([Meta: Template components](https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components)).
 */
public final class MetaComponents {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, String> handles;

    private MetaComponents(Map<String, String> handles) {
        this.handles = handles;
    }

    /** @param handles Meta's handle of each sample file, by its URL */
    public static ArrayNode of(List<TemplateComponent> components, Map<String, String> handles) {
        var meta = new MetaComponents(handles);
        var array = NODES.arrayNode();
        components.forEach(component -> array.add(meta.component(component)));
        return array;
    }

    private ObjectNode component(TemplateComponent component) {
        return switch (component) {
            case Header header -> header(header);
            case Body body -> body(body);
            case Footer footer -> footer(footer);
            case Buttons buttons -> buttons(buttons);
            case Carousel carousel -> carousel(carousel);
            case TemplateComponent.CallPermission permission -> type("CALL_PERMISSION_REQUEST");
            case TemplateComponent.TimedOffer(var offer) -> {
                var meta = type("LIMITED_TIME_OFFER");
                meta.putObject("limited_time_offer")
                        .put("text", offer.text())
                        .put("has_expiration", Boolean.TRUE.equals(offer.hasExpiration()));
                yield meta;
            }
        };
    }

    private ObjectNode header(Header header) {
        var sample = header.example();
        if (header.format() != HeaderFormat.TEXT) {
            return file(
                    header.format().name(),
                    sample == null ? null : sample.fileHandle(),
                    sample == null ? null : sample.url());
        }
        var meta = type("HEADER").put("format", "TEXT").put("text", header.text());
        if (sample != null && sample.text() != null) {
            meta.putObject("example").putArray("header_text").add(sample.text());
        }
        return meta;
    }

    private ObjectNode file(String format, @Nullable String handle, @Nullable String url) {
        var meta = type("HEADER").put("format", format);
        var uploaded = handle == null && url != null ? handles.get(url) : handle;
        if (uploaded != null) {
            meta.putObject("example").putArray("header_handle").add(uploaded);
        }
        return meta;
    }

    private static ObjectNode body(Body body) {
        var meta = type("BODY");
        if (body.text() == null) {
            return body.addSecurityRecommendation() == null
                    ? meta
                    : meta.put("add_security_recommendation", body.addSecurityRecommendation());
        }
        meta.put("text", body.text());
        if (body.example() != null && !body.example().texts().isEmpty()) {
            var texts = meta.putObject("example").putArray("body_text").addArray();
            body.example().texts().forEach(texts::add);
        }
        return meta;
    }

    private static ObjectNode footer(Footer footer) {
        var meta = type("FOOTER");
        if (footer.codeExpirationMinutes() != null) {
            return meta.put("code_expiration_minutes", footer.codeExpirationMinutes());
        }
        return footer.text() == null ? meta : meta.put("text", footer.text());
    }

    private static ObjectNode buttons(Buttons buttons) {
        var meta = type("BUTTONS");
        var list = meta.putArray("buttons");
        buttons.buttons().forEach(button -> list.add(MetaButtons.of(button)));
        return meta;
    }

    private ObjectNode carousel(Carousel carousel) {
        var meta = type("CAROUSEL");
        var cards = meta.putArray("cards");
        for (var card : carousel.cards()) {
            var components = cards.addObject().putArray("components");
            card.components().forEach(component -> components.add(ofCard(component)));
        }
        return meta;
    }

    private ObjectNode ofCard(CardComponent component) {
        return switch (component) {
            case Body body -> body(body);
            case Buttons buttons -> buttons(buttons);
            case CardComponent.MediaHeader(var format, var sample) ->
                file(format.name(), sample == null ? null : sample.fileHandle(), sample == null ? null : sample.url());
        };
    }

    private static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }
}
