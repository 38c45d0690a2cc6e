package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * One tile, as wide as the grid. Viber calls each a button, also one that does nothing on a tap.
 *
 * @param openURLMediaType says that the address is to be played, not browsed
 * @param text a little HTML
 */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record BotTile(
        int columns,
        int rows,
        String actionType,
        String actionBody,
        String openURLMediaType,
        String image,
        String text) {
    static final int COLUMNS = 6;

    private static final String INERT = "none";
    private static final String OPENS = "open-url";
    private static final String ANSWERS = "reply";

    static BotTile words(String text, int rows) {
        return new BotTile(COLUMNS, rows, INERT, INERT, null, null, html(text));
    }

    /** The tapped one's text comes back as the person's own. */
    static BotTile answer(String text) {
        return new BotTile(COLUMNS, 1, ANSWERS, text, null, null, html(text));
    }

    /**
     * @param label null for none
     * @param url null if a tap opens nothing
     */
    static BotTile link(String label, String url) {
        return new BotTile(COLUMNS, 1, action(url), target(url), null, null, html(label == null ? "" : label));
    }

    /** @param url opened on a tap; null if none is */
    static BotTile picture(String image, String url, int rows) {
        return new BotTile(COLUMNS, rows, action(url), target(url), null, image, null);
    }

    static BotTile film(String thumbnail, String url, int rows) {
        return new BotTile(COLUMNS, rows, OPENS, url, "video", thumbnail, null);
    }

    private static String action(String url) {
        return url == null ? INERT : OPENS;
    }

    private static String target(String url) {
        return url == null ? INERT : url;
    }

    private static String html(String text) {
        return text.replace("<", "&lt;").replace("\n", "<br>");
    }
}
