package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.model.MediaKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;

/** Header of an interactive message with buttons. */
public sealed interface InteractiveHeader extends WhatsAppMessageHeader
        permits TextHeader, InteractiveHeader.Document, CardHeader {

    @JsonTypeName("document")
    record Document(@NotNull @Valid HeaderFile document) implements InteractiveHeader {
        @Override
        public Map<UUID, MediaKind> media() {
            return FileSource.uploads(document, MediaKind.DOCUMENT);
        }
    }
}
