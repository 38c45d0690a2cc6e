package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** One component of a content: the contract's ViberBodyComponent, one record per {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ViberBodyComponent {

    /** Text above or below the other components. */
    @JsonTypeName("text")
    record TextBody(
            @NotNull @io.parley.runtime.validation.Text(max = 3000)
            String text) implements ViberBodyComponent {}

    /** A picture. */
    @JsonTypeName("image")
    record ImageBody(@NotNull @Valid ViberImage image) implements ViberBodyComponent {}

    /** A document. */
    @JsonTypeName("file")
    record FileBody(@NotNull @Valid ViberFile file) implements ViberBodyComponent {}

    /** A video. */
    @JsonTypeName("video")
    record VideoBody(@NotNull @Valid ViberVideo video) implements ViberBodyComponent {}

    /** A button that opens a URL. */
    @JsonTypeName("button")
    record ButtonBody(@NotNull @Valid ViberButton button) implements ViberBodyComponent {}

    /** A question with options to tap. */
    @JsonTypeName("list")
    record ListBody(@NotNull @Valid ViberList list) implements ViberBodyComponent {}

    /** Swipeable cards. */
    @JsonTypeName("carousel")
    record CarouselBody(@NotNull @Valid ViberCarousel carousel) implements ViberBodyComponent {}
}
