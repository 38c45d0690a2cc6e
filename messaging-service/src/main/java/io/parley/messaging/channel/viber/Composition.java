package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.viber.ViberBodyComponent.ButtonBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.CarouselBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.FileBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.ImageBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.ListBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.TextBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.VideoBody;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message as shown to a person, built from a content of one kind or from components. Both connectors build their
 * request bodies from it.
 */
sealed interface Composition {

    /** @param button null if there is none */
    record Text(String text, @Nullable ViberButton button) implements Composition {}

    /** @param text null if there is none; then there is no button either */
    record Picture(
            ViberImage image,
            @Nullable String text,
            @Nullable ViberButton button) implements Composition {}

    /** @param text null if there is none; then there is no button either */
    record Video(
            ViberVideo video,
            @Nullable String text,
            @Nullable ViberButton button) implements Composition {}

    /** A file without other components. */
    record Document(ViberFile file) implements Composition {}

    /** A list without other components. */
    record ListMessage(ViberList list) implements Composition {}

    /** A carousel without other components. */
    record Carousel(ViberCarousel carousel) implements Composition {}

    static Composition of(ViberContent content) {
        return switch (content) {
            case ViberContent.Text(var text) -> new Text(text, null);
            case ViberContent.Image(var image) -> new Picture(image, null, null);
            case ViberContent.File(var file) -> new Document(file);
            case ViberContent.Video(var video) -> new Video(video, null, null);
            case ViberContent.Components(var parts) -> of(parts.body());
            case ViberContent.Choice(var list) -> new ListMessage(list);
            case ViberContent.Carousel(var carousel) -> new Carousel(carousel);
        };
    }

    /** Whether it is allowed with the rate type {@code transaction}. */
    default boolean isAllowedInTransactions() {
        return switch (this) {
            case Text(var text, var button) -> button == null;
            case ListMessage list -> true;
            case Carousel carousel -> true;
            case Picture picture -> false;
            case Video video -> false;
            case Document document -> false;
        };
    }

    /** {@link ViberContent.Parts} ensures one component, or text, a button and at most one other. */
    private static Composition of(List<ViberBodyComponent> parts) {
        String text = null;
        ViberButton button = null;
        Composition main = null;
        for (var part : parts) {
            switch (part) {
                case TextBody(var value) -> text = value;
                case ButtonBody(var value) -> button = value;
                case ImageBody(var image) -> main = new Picture(image, null, null);
                case VideoBody(var video) -> main = new Video(video, null, null);
                case FileBody(var file) -> main = new Document(file);
                case ListBody(var list) -> main = new ListMessage(list);
                case CarouselBody(var carousel) -> main = new Carousel(carousel);
            }
        }
        return with(main, text, button);
    }

    private static Composition with(@Nullable Composition main, @Nullable String text, @Nullable ViberButton button) {
        return switch (main) {
            case null -> new Text(Objects.requireNonNull(text, "a button has a text"), button);
            case Picture(var image, var noText, var noButton) -> new Picture(image, text, button);
            case Video(var video, var noText, var noButton) -> new Video(video, text, button);
            default -> main;
        };
    }
}
