package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** One part of a content of several: the contract's ViberBodyComponent, one record per {@code type}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ViberBodyComponent {

    /** Text above or below the rest. */
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

    /** A film. */
    @JsonTypeName("video")
    record VideoBody(@NotNull @Valid ViberVideo video) implements ViberBodyComponent {}

    /** What is opened on a tap. */
    @JsonTypeName("button")
    record ButtonBody(@NotNull @Valid ViberButton button) implements ViberBodyComponent {}

    /** A question with answers to tap. */
    @JsonTypeName("list")
    record ListBody(@NotNull @Valid ViberList list) implements ViberBodyComponent {}

    /** Cards to leaf through. */
    @JsonTypeName("carousel")
    record CarouselBody(@NotNull @Valid ViberCarousel carousel) implements ViberBodyComponent {}
}
