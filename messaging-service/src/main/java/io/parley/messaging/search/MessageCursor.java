package io.parley.messaging.search;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page continues. Its text is opaque to callers; a text that was made up names another position among the
 * messages that the caller may read, and no other messages.
 *
 * @param last id of the last message that was examined
 * @param before number of messages on the pages before
 */
public record MessageCursor(UUID last, int before) {

    private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** The text for a URL. */
    public String text() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .putInt(before);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty if the text is not one of a cursor. */
    public static Optional<MessageCursor> of(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES ? of(ByteBuffer.wrap(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<MessageCursor> of(ByteBuffer bytes) {
        var cursor = new MessageCursor(new UUID(bytes.getLong(), bytes.getLong()), bytes.getInt());
        return cursor.before >= 0 ? Optional.of(cursor) : Optional.empty();
    }
}
