package io.parley.runtime.egress;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a response's body, as text that a database can store: malformed UTF-8 and NUL are replaced, and a
 * character that was cut off is left out. A body may contain personal data, so its text is not part of {@link
 * #toString()} and must not be logged.
 */
public record BodyExcerpt(String text) {

    /** Of a body that is empty or was not read. */
    public static final BodyExcerpt NONE = new BodyExcerpt("");

    static BodyExcerpt of(Buffer bytes, boolean complete) {
        return bytes.length() == 0
                ? NONE
                : new BodyExcerpt(decoded(bytes, complete).replace('\u0000', '\uFFFD'));
    }

    /** The text; null if it is empty. */
    public @Nullable String textOrNull() {
        return text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return "BodyExcerpt[" + text.length() + " characters]";
    }

    private static String decoded(Buffer bytes, boolean complete) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        var text = CharBuffer.allocate(bytes.length() + 1);
        decoder.decode(ByteBuffer.wrap(bytes.getBytes()), text, complete);
        if (complete) {
            decoder.flush(text);
        }
        return text.flip().toString();
    }
}
