package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content in the partner's format. */
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface PartnerContent {

    record Text(String type, String text, @Nullable Button button) implements PartnerContent {
        Text(String text, @Nullable Button button) {
            this("TEXT", text, button);
        }
    }

    record Image(
            String type,
            String mediaUrl,
            @Nullable String text,
            @Nullable Button button) implements PartnerContent {
        Image(ViberImage image, @Nullable String text, @Nullable Button button) {
            this("IMAGE", image.url(), text, button);
        }
    }

    /** @param mediaDuration in ISO 8601, {@code PT1M5S}: the partner rejects a number of seconds */
    record Video(
            String type,
            String mediaUrl,
            String thumbnailUrl,
            String mediaDuration,
            @Nullable String text,
            @Nullable Button button)
            implements PartnerContent {
        Video(ViberVideo video, @Nullable String text, @Nullable Button button) {
            this(
                    "VIDEO",
                    video.url(),
                    video.thumbnailUrl(),
                    Duration.ofSeconds(video.duration()).toString(),
                    text,
                    button);
        }
    }

    record File(String type, String mediaUrl, String fileName) implements PartnerContent {
        File(ViberFile file) {
            this("FILE", file.url(), file.fullName());
        }
    }

    record Choice(String type, String text, List<String> options) implements PartnerContent {
        Choice(ViberList list) {
            this("LIST", list.text(), list.options());
        }
    }

    record Carousel(String type, String text, List<Card> cards) implements PartnerContent {
        Carousel(ViberCarousel carousel) {
            this(
                    "CAROUSEL",
                    carousel.text(),
                    carousel.items().stream().map(Card::of).toList());
        }
    }

    record Card(String text, String mediaUrl, List<Button> buttons) {

        static Card of(ViberCarouselItem item) {
            var buttons = item.buttons().stream()
                    .map(button -> new Button(button.label(), button.actionUrl()))
                    .toList();
            return new Card(item.title(), item.imageUrl(), buttons);
        }
    }

    /** @param action URL to open */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Button(@Nullable String title, @Nullable String action) {

        static @Nullable Button of(@Nullable ViberButton button) {
            return button == null ? null : new Button(button.caption(), button.url());
        }
    }

    static PartnerContent of(Composition composition) {
        return switch (composition) {
            case Composition.Text(var text, var button) -> new Text(text, Button.of(button));
            case Composition.Picture(var image, var text, var button) -> new Image(image, text, Button.of(button));
            case Composition.Video(var video, var text, var button) -> new Video(video, text, Button.of(button));
            case Composition.Document(var file) -> new File(file);
            case Composition.ListMessage(var list) -> new Choice(list);
            case Composition.Carousel(var carousel) -> new Carousel(carousel);
        };
    }
}
