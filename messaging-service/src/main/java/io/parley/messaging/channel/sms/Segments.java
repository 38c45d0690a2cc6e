package io.parley.messaging.channel.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A text cut into the parts in which it travels. No cut goes through an escaped character or a surrogate pair.
 *
 * @param wide whether it needs UCS-2
 * @param texts the parts in order; joined they are the text
 */
record Segments(boolean wide, List<String> texts) {
    private static final int SEPTETS_ALONE = 160;
    private static final int UNITS_ALONE = 70;

    static Segments of(String text, DefaultAlphabet alphabet, Concatenation concatenation) {
        return alphabet.carries(text)
                ? new Segments(
                        false, cut(text, SEPTETS_ALONE, concatenation.septetsOfPart(), c -> Gsm7.septets((char) c)))
                : new Segments(true, cut(text, UNITS_ALONE, concatenation.unitsOfPart(), Character::charCount));
    }

    private static List<String> cut(String text, int alone, int perPart, IntUnaryOperator cost) {
        if (text.codePoints().map(cost).sum() <= alone) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        var start = 0;
        var used = 0;
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var next = cost.applyAsInt(text.codePointAt(at));
            if (used + next > perPart) {
                parts.add(text.substring(start, at));
                start = at;
                used = 0;
            }
            used += next;
        }
        parts.add(text.substring(start));
        return List.copyOf(parts);
    }
}
