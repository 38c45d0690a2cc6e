package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;

/**
 * Tiles below the input field ({@code keyboard}) or inside the message ({@code rich_media}), where each card is a grid of
 * six columns and seven rows that must be full.
 */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record BotTiles(
        String type,
        Boolean defaultHeight,
        Integer buttonsGroupColumns,
        Integer buttonsGroupRows,
        String bgColor,
        List<BotTile> buttons) {
    private static final int ROWS = 7;
    private static final int ROWS_OF_TEXT = 2;
    private static final String WHITE = "#FFFFFF";

    static BotTiles keyboard(List<BotTile> tiles) {
        return new BotTiles("keyboard", false, null, null, null, tiles);
    }

    static BotTiles answers(List<String> answers) {
        return keyboard(answers.stream().map(BotTile::answer).toList());
    }

    /** @param button null if there is none */
    static BotTiles film(ViberVideo video, String text, ViberButton button) {
        var tiles = new ArrayList<BotTile>();
        var rowsOfPicture = ROWS - ROWS_OF_TEXT - (button == null ? 0 : 1);
        tiles.add(BotTile.film(video.thumbnailUrl(), video.url(), rowsOfPicture));
        tiles.add(BotTile.words(text, ROWS_OF_TEXT));
        if (button != null) {
            tiles.add(BotTile.link(button.caption(), button.url()));
        }
        return inMessage(tiles);
    }

    /** The text has a card of its own before the others: with five items there are six, as many as Viber takes. */
    static BotTiles cards(ViberCarousel carousel) {
        var tiles = new ArrayList<BotTile>();
        if (!carousel.text().isBlank()) {
            tiles.add(BotTile.words(carousel.text(), ROWS));
        }
        carousel.items().forEach(item -> addCard(item, tiles));
        return inMessage(tiles);
    }

    private static void addCard(ViberCarouselItem item, List<BotTile> tiles) {
        var buttons = item.buttons();
        tiles.add(BotTile.picture(
                item.imageUrl(), item.primaryButton().actionUrl(), ROWS - ROWS_OF_TEXT - buttons.size()));
        tiles.add(BotTile.words(item.title(), ROWS_OF_TEXT));
        buttons.forEach(button -> tiles.add(BotTile.link(button.label(), button.actionUrl())));
    }

    private static BotTiles inMessage(List<BotTile> tiles) {
        return new BotTiles("rich_media", null, BotTile.COLUMNS, ROWS, WHITE, tiles);
    }
}
