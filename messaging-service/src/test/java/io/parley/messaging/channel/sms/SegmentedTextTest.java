package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentedTextTest {

    @ParameterizedTest
    @CsvSource({
        "a,160,UDH8,1",
        "a,161,UDH8,2",
        "a,306,UDH8,2",
        "a,307,UDH8,3",
        "a,304,UDH16,2",
        "a,305,UDH16,3",
        "a,306,SAR,2",
        "a,3000,PAYLOAD,1",
        "€,80,UDH8,1",
        "€,81,UDH8,2",
        "€,152,UDH8,2",
        "€,153,UDH8,3",
        "ж,70,UDH8,1",
        "ж,71,UDH8,2",
        "ж,134,UDH8,2",
        "ж,135,UDH8,3",
        "ж,132,UDH16,2",
        "ж,133,UDH16,3",
        "😀,35,UDH8,1",
        "😀,36,UDH8,2",
        "😀,66,UDH8,2",
        "😀,67,UDH8,3"
    })
    void splitsAtTheLimits(String character, int count, Concatenation concatenation, int parts) {
        var segments = SegmentedText.of(character.repeat(count), DefaultAlphabet.GSM7, concatenation, List.of());

        assertEquals(parts, segments.texts().size());
    }

    @Test
    void doesNotSplitAnEscapedCharacter() {
        var segments = SegmentedText.of(
                "a".repeat(152) + "€" + "a".repeat(20), DefaultAlphabet.GSM7, Concatenation.UDH8, List.of());

        assertEquals("a".repeat(152), segments.texts().get(0));
        assertTrue(segments.texts().get(1).startsWith("€"));
    }

    @Test
    void doesNotSplitASurrogatePair() {
        var segments = SegmentedText.of(
                "ж".repeat(66) + "😀" + "ж".repeat(20), DefaultAlphabet.GSM7, Concatenation.UDH8, List.of());

        assertEquals("ж".repeat(66), segments.texts().get(0));
        assertTrue(segments.texts().get(1).startsWith("😀"));
    }

    @Test
    void usesUcs2ForCharactersThatTheAlphabetCannotEncode() {
        assertFalse(SegmentedText.of("£€^", DefaultAlphabet.GSM7, Concatenation.UDH8, List.of())
                .wide());
        assertFalse(SegmentedText.of("£^", DefaultAlphabet.LATIN1, Concatenation.UDH8, List.of())
                .wide());
        assertTrue(SegmentedText.of("€", DefaultAlphabet.LATIN1, Concatenation.UDH8, List.of())
                .wide());
        assertTrue(SegmentedText.of("£", DefaultAlphabet.ASCII, Concatenation.UDH8, List.of())
                .wide());
        assertTrue(SegmentedText.of("`ç", DefaultAlphabet.GSM7, Concatenation.UDH8, List.of())
                .wide());
    }

    @Test
    void writesTheSegmentNumberInAHeader() {
        var parts = encoded("a".repeat(161), 0x1234, Concatenation.UDH8);

        assertEquals(0x40, parts.get(1).esmClass());
        assertArrayEquals(
                new byte[] {5, 0, 3, 0x34, 2, 2, 'a'}, first(parts.get(1).octets(), 7));
        assertEquals(6 + 153, parts.get(0).octets().length);
    }

    @Test
    void writesTheSegmentNumberInAHeaderWithALongReference() {
        var parts = encoded("a".repeat(161), 0x1234, Concatenation.UDH16);

        assertArrayEquals(
                new byte[] {6, 8, 4, 0x12, 0x34, 2, 1, 'a'}, first(parts.get(0).octets(), 8));
        assertEquals(7 + 152, parts.get(0).octets().length);
    }

    @Test
    void writesTheSegmentNumberInParameters() {
        var parts = encoded("a".repeat(161), 0x1234, Concatenation.SAR);

        assertEquals(0, parts.get(0).esmClass());
        assertArrayEquals(
                new byte[] {2, 12, 0, 2, 0x12, 0x34},
                parts.get(0).parameters()[0].serialize());
        assertArrayEquals(
                new byte[] {2, 14, 0, 1, 2}, parts.get(0).parameters()[1].serialize());
        assertArrayEquals(
                new byte[] {2, 15, 0, 1, 1}, parts.get(0).parameters()[2].serialize());
    }

    @Test
    void writesALongTextInOneParameter() {
        var parts = encoded("ж".repeat(100), 1, Concatenation.PAYLOAD);

        assertEquals(1, parts.size());
        assertEquals(0, parts.get(0).octets().length);
        assertEquals(4 + 200, parts.get(0).parameters()[0].serialize().length);
    }

    private static List<UserData> encoded(String text, int reference, Concatenation concatenation) {
        var segments = SegmentedText.of(text, DefaultAlphabet.GSM7, concatenation, List.of());
        return UserData.of(segments, reference, DefaultAlphabet.GSM7, concatenation);
    }

    private static byte[] first(byte[] octets, int count) {
        return java.util.Arrays.copyOf(octets, count);
    }
}
