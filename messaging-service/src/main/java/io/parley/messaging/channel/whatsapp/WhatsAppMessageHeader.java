package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MediaKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;

/** What stands at the head of a template; interactive messages and cards take some of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
sealed interface WhatsAppMessageHeader permits WhatsAppMessageHeader.Location, InteractiveHeader {

    /** Uploads it shows and what each must be. */
    default Map<UUID, MediaKind> media() {
        return Map.of();
    }

    @JsonTypeName("location")
    record Location(@NotNull @Valid Place location) implements WhatsAppMessageHeader {}
}
