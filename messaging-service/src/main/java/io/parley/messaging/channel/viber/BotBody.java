package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Type-specific members of a bot's message. Bots have no button and list messages: these become a keyboard. Videos with
 * text and carousels become rich media tiles.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface BotBody {
    int FIRST_API = 1;
    /** Viber clients since 2019 support keyboards and tiles of this version. */
    int API_WITH_TILES = 7;

    record Text(String type, String text, @Nullable BotTiles keyboard) implements BotBody {
        Text(String text, @Nullable BotTiles keyboard) {
            this("text", text, keyboard);
        }

        @Override
        public int minApiVersion() {
            return keyboard == null ? FIRST_API : API_WITH_TILES;
        }
    }

    /** @param text required by Viber; empty if there is none */
    record Picture(
            String type,
            String text,
            String media,
            @Nullable BotTiles keyboard) implements BotBody {
        Picture(@Nullable String text, String media, @Nullable BotTiles keyboard) {
            this("picture", text == null ? "" : text, media, keyboard);
        }

        @Override
        public int minApiVersion() {
            return keyboard == null ? FIRST_API : API_WITH_TILES;
        }
    }

    /** @param size in bytes */
    record Video(String type, String media, String thumbnail, long size, int duration) implements BotBody {
        private static final long MEGABYTE = 1024L * 1024;

        Video(ViberVideo video) {
            this("video", video.url(), video.thumbnailUrl(), bytes(video.filesize()), video.duration());
        }

        /** The contract allows 0 for a video of less than a megabyte; Viber would take it as empty. */
        private static long bytes(int megabytes) {
            return Math.max(1, megabytes) * MEGABYTE;
        }
    }

    /** @param size in bytes */
    record File(String type, String media, long size, String fileName) implements BotBody {
        File(ViberFile file, long size) {
            this("file", file.url(), size, file.fullName());
        }
    }

    /** @param altText shown by clients that do not support tiles */
    record RichMedia(String type, String altText, BotTiles richMedia) implements BotBody {
        RichMedia(String altText, BotTiles richMedia) {
            this("rich_media", altText, richMedia);
        }

        @Override
        public int minApiVersion() {
            return API_WITH_TILES;
        }
    }

    /** Minimum API version of a client that can show it. */
    default int minApiVersion() {
        return FIRST_API;
    }

    /** @param fileSize size of a document, in bytes */
    static BotBody of(Composition composition, long fileSize) {
        return switch (composition) {
            case Composition.Text(var text, var button) -> new Text(text, keyboard(button));
            case Composition.Picture(var image, var text, var button) ->
                new Picture(text, image.url(), keyboard(button));
            case Composition.Video(var video, var text, var button) ->
                text == null ? new Video(video) : new RichMedia(text, BotTiles.video(video, text, button));
            case Composition.Document(var file) -> new File(file, fileSize);
            case Composition.ListMessage(var list) -> new Text(list.text(), BotTiles.replies(list.options()));
            case Composition.Carousel(var carousel) -> new RichMedia(carousel.text(), BotTiles.carousel(carousel));
        };
    }

    private static @Nullable BotTiles keyboard(@Nullable ViberButton button) {
        return button == null ? null : BotTiles.keyboard(List.of(BotTile.link(button.caption(), button.url())));
    }
}
