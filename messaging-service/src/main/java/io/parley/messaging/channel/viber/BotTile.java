package io.parley.messaging.channel.viber;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * One tile with the width of the grid. Viber's term is button, even if it has no action.
 *
 * @param openURLMediaType {@code video} to play the URL instead of browsing it
 * @param text in Viber's subset of HTML
 */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record BotTile(
        int columns,
        int rows,
        String actionType,
        String actionBody,
        @Nullable String openURLMediaType,
        @Nullable String image,
        @Nullable String text) {
    static final int COLUMNS = 6;

    private static final String NONE = "none";
    private static final String OPEN_URL = "open-url";
    private static final String REPLY = "reply";

    static BotTile text(String text, int rows) {
        return new BotTile(COLUMNS, rows, NONE, NONE, null, null, html(text));
    }

    /** A tap sends the text as the person's message. */
    static BotTile reply(String text) {
        return new BotTile(COLUMNS, 1, REPLY, text, null, null, html(text));
    }

    /**
     * @param label null for none
     * @param url null if a tap opens nothing
     */
    static BotTile link(@Nullable String label, @Nullable String url) {
        return new BotTile(COLUMNS, 1, action(url), target(url), null, null, html(label == null ? "" : label));
    }

    /** @param url opened on a tap; null if none is */
    static BotTile picture(String image, @Nullable String url, int rows) {
        return new BotTile(COLUMNS, rows, action(url), target(url), null, image, null);
    }

    static BotTile video(String thumbnail, String url, int rows) {
        return new BotTile(COLUMNS, rows, OPEN_URL, url, "video", thumbnail, null);
    }

    private static String action(@Nullable String url) {
        return url == null ? NONE : OPEN_URL;
    }

    private static String target(@Nullable String url) {
        return url == null ? NONE : url;
    }

    private static String html(String text) {
        return text.replace("<", "&lt;").replace("\n", "<br>");
    }
}
