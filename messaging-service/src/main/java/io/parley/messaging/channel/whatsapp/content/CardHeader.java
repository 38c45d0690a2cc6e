package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.model.MediaKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;

/** Header of a card. */
public sealed interface CardHeader extends InteractiveHeader {

    @JsonTypeName("image")
    record Image(@NotNull @Valid PlainFile image) implements CardHeader {
        @Override
        public Map<UUID, MediaKind> media() {
            return FileSource.uploads(image, MediaKind.IMAGE);
        }
    }

    @JsonTypeName("video")
    record Video(@NotNull @Valid PlainFile video) implements CardHeader {
        @Override
        public Map<UUID, MediaKind> media() {
            return FileSource.uploads(video, MediaKind.VIDEO);
        }
    }
}
