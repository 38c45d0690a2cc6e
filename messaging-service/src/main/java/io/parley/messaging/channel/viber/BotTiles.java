package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tiles below the input field ({@code keyboard}) or inside the message ({@code rich_media}). In a message each card is
 * a grid of six columns and seven rows that must be filled.
 */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record BotTiles(
        String type,
        @Nullable Boolean defaultHeight,
        @Nullable Integer buttonsGroupColumns,
        @Nullable Integer buttonsGroupRows,
        @Nullable String bgColor,
        List<BotTile> buttons) {
    private static final int ROWS = 7;
    private static final int TEXT_ROWS = 2;
    private static final String WHITE = "#FFFFFF";

    static BotTiles keyboard(List<BotTile> tiles) {
        return new BotTiles("keyboard", false, null, null, null, tiles);
    }

    static BotTiles replies(List<String> options) {
        return keyboard(options.stream().map(BotTile::reply).toList());
    }

    /** @param button null if there is none */
    static BotTiles video(ViberVideo video, String text, @Nullable ViberButton button) {
        var tiles = new ArrayList<BotTile>();
        var pictureRows = ROWS - TEXT_ROWS - (button == null ? 0 : 1);
        tiles.add(BotTile.video(video.thumbnailUrl(), video.url(), pictureRows));
        tiles.add(BotTile.text(text, TEXT_ROWS));
        if (button != null) {
            tiles.add(BotTile.link(button.caption(), button.url()));
        }
        return inMessage(tiles);
    }

    /** The text gets a separate first card: with five items there are six cards, which is Viber's maximum. */
    static BotTiles carousel(ViberCarousel carousel) {
        var tiles = new ArrayList<BotTile>();
        if (!carousel.text().isBlank()) {
            tiles.add(BotTile.text(carousel.text(), ROWS));
        }
        carousel.items().forEach(item -> addCard(item, tiles));
        return inMessage(tiles);
    }

    private static void addCard(ViberCarouselItem item, List<BotTile> tiles) {
        var buttons = item.buttons();
        tiles.add(
                BotTile.picture(item.imageUrl(), item.primaryButton().actionUrl(), ROWS - TEXT_ROWS - buttons.size()));
        tiles.add(BotTile.text(item.title(), TEXT_ROWS));
        buttons.forEach(button -> tiles.add(BotTile.link(button.label(), button.actionUrl())));
    }

    private static BotTiles inMessage(List<BotTile> tiles) {
        return new BotTiles("rich_media", null, BotTile.COLUMNS, ROWS, WHITE, tiles);
    }
}
