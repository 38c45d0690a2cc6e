package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MessageContent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Content of a Viber message: the contract's ViberContent, one record per {@code contentType}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "contentType")
public sealed interface ViberContent extends MessageContent {

    /** Plain text. */
    @JsonTypeName("text")
    record Text(
            @NotNull @io.parley.runtime.validation.Text(max = 3000)
            String text) implements ViberContent {}

    /** A picture. */
    @JsonTypeName("image")
    record Image(@NotNull @Valid ViberImage image) implements ViberContent {}

    /** A document. */
    @JsonTypeName("file")
    record File(@NotNull @Valid ViberFile file) implements ViberContent {}

    /** A video. */
    @JsonTypeName("video")
    record Video(@NotNull @Valid ViberVideo video) implements ViberContent {}

    /** Several components shown as one message. */
    @JsonTypeName("components")
    record Components(@NotNull @Valid Parts components) implements ViberContent {}

    /** A question with options to tap. */
    @JsonTypeName("list")
    record Choice(@NotNull @Valid ViberList list) implements ViberContent {}

    /** Swipeable cards. */
    @JsonTypeName("carousel")
    record Carousel(@NotNull @Valid ViberCarousel carousel) implements ViberContent {}

    /** @param body in any order */
    record Parts(@NotNull @Size(min = 1) @AllowedTogether List<@Valid ViberBodyComponent> body) {}
}
