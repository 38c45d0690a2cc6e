package io.parley.messaging.channel.sms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text split into segments. Escaped characters and surrogate pairs are not split.
 *
 * @param alphabet the tables that encode it; null if it needs UCS-2
 * @param texts the texts of the segments, in order
 */
record SegmentedText(@Nullable Gsm7 alphabet, List<String> texts) {
    private static final int OCTETS = 140;
    private static final int BITS_OF_OCTET = 8;
    private static final int BITS_OF_SEPTET = 7;
    private static final int OCTETS_OF_UNIT = 2;

    static SegmentedText of(String text, SmsConfig.Text settings) {
        return of(
                text,
                settings.charset(),
                settings.concatenation(),
                settings.languages().map(List::copyOf).orElse(List.of()));
    }

    static SegmentedText of(
            String text,
            DefaultAlphabet alphabet,
            Concatenation concatenation,
            Collection<NationalLanguage> languages) {
        if (alphabet.canEncode(text)) {
            return encoded(Gsm7.DEFAULT, text, concatenation);
        }
        var wide = new SegmentedText(
                null, split(text, concatenation, 0, OCTETS_OF_UNIT * BITS_OF_OCTET, Character::charCount));
        return (alphabet == DefaultAlphabet.GSM7
                        ? national(text, concatenation, languages)
                        : Optional.<SegmentedText>empty())
                .filter(candidate -> candidate.texts.size() <= wide.texts.size())
                .orElse(wide);
    }

    boolean wide() {
        return alphabet == null;
    }

    /** The encoding with the minimum number of segments, then of header octets, then of septets. */
    private static Optional<SegmentedText> national(
            String text, Concatenation concatenation, Collection<NationalLanguage> languages) {
        return languages.stream()
                .flatMap(single -> Stream.concat(
                        Stream.of(new Gsm7(null, single), new Gsm7(single, null)),
                        languages.stream().map(locking -> new Gsm7(locking, single))))
                .filter(tables -> tables.locking() == null || tables.locking().hasLockingShift())
                .filter(tables -> tables.canEncode(text))
                .filter(tables -> concatenation.writesHeader() || fitsOneSegment(tables, text))
                .map(tables -> encoded(tables, text, concatenation))
                .min(Comparator.<SegmentedText>comparingInt(candidate -> candidate.texts.size())
                        .thenComparingInt(SegmentedText::headerOctets)
                        .thenComparingInt(candidate -> candidate.septets(text)));
    }

    private int headerOctets() {
        return alphabet == null ? 0 : alphabet.headerOctets();
    }

    private int septets(String text) {
        return alphabet == null ? 0 : septets(alphabet, text);
    }

    private static boolean fitsOneSegment(Gsm7 tables, String text) {
        return septets(tables, text) <= capacity(tables.headerOctets(), BITS_OF_SEPTET);
    }

    private static int septets(Gsm7 tables, String text) {
        return text.chars().map(tables::septets).sum();
    }

    private static SegmentedText encoded(Gsm7 tables, String text, Concatenation concatenation) {
        return new SegmentedText(
                tables, split(text, concatenation, tables.headerOctets(), BITS_OF_SEPTET, tables::septets));
    }

    /**
     * @param elements octets of header elements other than the concatenation
     * @param bits per unit of cost
     */
    private static List<String> split(
            String text, Concatenation concatenation, int elements, int bits, IntUnaryOperator cost) {
        if (text.codePoints().map(cost).sum() <= capacity(elements, bits)) {
            return List.of(text);
        }
        return concatenation == Concatenation.PAYLOAD
                ? List.of(text)
                : split(text, capacity(elements + concatenation.octets(), bits), cost);
    }

    /** Units that fit after a header of these elements; the header starts with a length octet. */
    private static int capacity(int elements, int bits) {
        var header = elements == 0 ? 0 : elements + 1;
        return (OCTETS - header) * BITS_OF_OCTET / bits;
    }

    private static List<String> split(String text, int capacity, IntUnaryOperator cost) {
        var parts = new ArrayList<String>();
        var start = 0;
        var used = 0;
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var next = cost.applyAsInt(text.codePointAt(at));
            if (used + next > capacity) {
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
