package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.model.MediaKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;

/** Header of a template; interactive messages and cards accept a subset. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface WhatsAppMessageHeader permits WhatsAppMessageHeader.Location, InteractiveHeader {

    /** Uploads in the header and the required kind of each. */
    default Map<UUID, MediaKind> media() {
        return Map.of();
    }

    @JsonTypeName("location")
    record Location(@NotNull @Valid Place location) implements WhatsAppMessageHeader {}
}
