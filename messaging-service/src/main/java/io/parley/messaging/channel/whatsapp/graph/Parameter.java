package io.parley.messaging.channel.whatsapp.graph;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.whatsapp.content.CardHeader;
import io.parley.messaging.channel.whatsapp.content.InteractiveHeader;
import io.parley.messaging.channel.whatsapp.content.TextHeader;
import io.parley.messaging.channel.whatsapp.content.WhatsAppMessageHeader;
import io.parley.runtime.graph.SnakeCase;
import java.util.LinkedHashMap;
import java.util.Map;

/** A typed value, {@code {"type": T, T: value}}: Meta's form of headers and placeholders. */
record Parameter(String type, @JsonAnyGetter Map<String, Object> value) {

    static Parameter of(String type, Object value) {
        return new Parameter(type, Map.of(type, value));
    }

    /** Returns a copy for the placeholder of this name. */
    Parameter withName(String name) {
        var members = new LinkedHashMap<>(value);
        members.put("parameter_name", name);
        return new Parameter(type, members);
    }

    static Parameter of(WhatsAppMessageHeader header, ProviderReferences references) {
        return switch (header) {
            case TextHeader.PlainText text -> of("text", text.text() == null ? "" : text.text());
            case WhatsAppMessageHeader.Location location -> of("location", SnakeCase.of(location.location()));
            case InteractiveHeader.Document document -> of("document", FileObject.of(document.document(), references));
            case CardHeader.Image image -> of("image", FileObject.of(image.image(), references));
            case CardHeader.Video video -> of("video", FileObject.of(video.video(), references));
        };
    }
}
