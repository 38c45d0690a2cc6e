package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.viber.ViberBodyComponent.ButtonBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.ImageBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.TextBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.VideoBody;
import io.parley.runtime.validation.SelfChecked;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

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
    record Parts(@NotNull @Size(min = 1) List<@Valid ViberBodyComponent> body) implements SelfChecked {
        private static final Set<Set<Class<?>>> COMBINATIONS = Set.of(
                Set.of(VideoBody.class, TextBody.class),
                Set.of(VideoBody.class, TextBody.class, ButtonBody.class),
                Set.of(TextBody.class, ButtonBody.class),
                Set.of(TextBody.class, ButtonBody.class, ImageBody.class));

        /** Ignores an empty list and null components; other constraints reject them. */
        @Override
        public void check(Report report) {
            if (body != null && !body.isEmpty() && body.stream().noneMatch(Objects::isNull) && !isAllowed()) {
                report.violation(
                        "body",
                        "must be one component other than a button, or video and text, video, text and button, "
                                + "text and button, or text, button and image");
            }
        }

        private boolean isAllowed() {
            if (body.size() == 1) {
                return !(body.getFirst() instanceof ButtonBody);
            }
            var kinds = new HashSet<Class<?>>();
            return body.stream().allMatch(component -> kinds.add(component.getClass())) && COMBINATIONS.contains(kinds);
        }
    }
}
