package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** National language tables of 3GPP TS 23.038, and texts encoded with them. */
class NationalTablesTest {
    private static final int SIZE = 128;

    /** Number of codes that the standard leaves unassigned, in addition to the escape. */
    private static final Map<NationalLanguage, Integer> UNASSIGNED = Map.of(
            NationalLanguage.BENGALI, 13,
            NationalLanguage.GUJARATI, 7,
            NationalLanguage.KANNADA, 7,
            NationalLanguage.MALAYALAM, 7,
            NationalLanguage.ORIYA, 11,
            NationalLanguage.PUNJABI, 17,
            NationalLanguage.TAMIL, 25,
            NationalLanguage.TELUGU, 7);

    @Test
    void languagesHaveTheIdentifiersOfTheStandard() {
        assertEquals(1, NationalLanguage.TURKISH.id());
        assertEquals(3, NationalLanguage.PORTUGUESE.id());
        assertEquals(6, NationalLanguage.HINDI.id());
        assertEquals(13, NationalLanguage.URDU.id());
        assertTrue(NationalLanguage.of(0).isEmpty());
        assertTrue(NationalLanguage.of(14).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(value = NationalLanguage.class, mode = EnumSource.Mode.EXCLUDE, names = "SPANISH")
    void lockingTablesHaveADistinctCharacterForEachCode(NationalLanguage language) {
        var table = Gsm7Table.load(language.lowerCase() + "-locking");
        var seen = new HashSet<Character>();
        var unassigned = 0;
        for (var code = 0; code < SIZE; code++) {
            if (table.character(code) == null) {
                unassigned++;
            } else {
                assertTrue(seen.add(table.character(code)), "code " + code);
            }
        }
        assertNull(table.character(Gsm7.ESCAPE));
        assertEquals(1 + UNASSIGNED.getOrDefault(language, 0), unassigned);
        assertEquals('\n', table.character(0x0A));
        assertEquals('\r', table.character(0x0D));
        assertEquals(' ', table.character(0x20));
        assertEquals('0', table.character(0x30));
        assertEquals('9', table.character(0x39));
        assertEquals('?', table.character(0x3F));
    }

    /** So that a text can contain characters of both. */
    @ParameterizedTest
    @EnumSource(NationalLanguage.class)
    void singleShiftTablesContainTheDefaultExtension(NationalLanguage language) {
        var table = Gsm7Table.load(language.lowerCase() + "-single");
        assertNull(table.character(Gsm7.ESCAPE));
        for (var character : "\f{}[]\\~|^€".toCharArray()) {
            assertNotNull(table.code(character), "U+%04X".formatted((int) character));
        }
        assertEquals('\f', table.character(0x0A));
        assertEquals('€', table.character(0x65));
        assertEquals('|', table.character(0x40));
    }

    @ParameterizedTest
    @EnumSource(NationalLanguage.class)
    void everyCharacterOfEveryTableIsDecodedAsEncoded(NationalLanguage language) {
        for (var tables : List.of(new Gsm7(null, language), new Gsm7(language, language), new Gsm7(language, null))) {
            for (var code = 0; code < SIZE; code++) {
                for (var octets : List.of(new byte[] {(byte) code}, new byte[] {Gsm7.ESCAPE, (byte) code})) {
                    var text = tables.decode(octets);
                    assertEquals(text, tables.decode(tables.encode(text)), Arrays.toString(octets));
                }
            }
        }
    }

    /** Characters of each script that its national tables must encode. */
    @ParameterizedTest
    @CsvSource({
        "TURKISH,Işığı söndürüp çıkan öğrenci İstanbul'a gitti ŞĞ",
        "SPANISH,El pingüino Wenceslao hizo kilómetros bajo exhaustiva lluvia; añoraba ÁÍÓÚ",
        "PORTUGUESE,Não há razão: à noite vovô Kowalsky vê o ímã cair no pé; ações ÃÕÂÊÔ",
        "BENGALI,আমার সোনার বাংলা ০১২৩৪৫৬৭৮৯",
        "GUJARATI,મારું ગુજરાત ૦૧૨૩૪૫૬૭૮૯",
        "HINDI,नमस्ते भारत ०१२३४५६७८९ क़लम",
        "KANNADA,ಕನ್ನಡ ನಾಡು ೦೧೨೩೪೫೬೭೮೯",
        "MALAYALAM,മലയാളം ഭാഷ ൦൧൨൩൪൫൬൭൮൯",
        "ORIYA,ଓଡ଼ିଆ ଭାଷା ୦୧୨୩୪୫୬୭୮୯",
        "PUNJABI,ਪੰਜਾਬੀ ਭਾਸ਼ਾ ੦੧੨੩੪੫੬੭੮੯",
        "TAMIL,தமிழ் மொழி ௦௧௨௩௪௫௬௭௮௯",
        "TELUGU,తెలుగు భాష ౦౧౨౩౪౫౬౭౮౯",
        "URDU,یہ اردو زبان ہے ۰۱۲۳۴۵۶۷۸۹"
    })
    void tablesEncodeTheirLanguage(NationalLanguage language, String text) {
        var segments = SegmentedText.of(text, DefaultAlphabet.GSM7, Concatenation.UDH8, List.of(language));

        assertFalse(segments.wide(), text);
        assertEquals(1, segments.texts().size());
        assertEquals(text, segments.alphabet().decode(segments.alphabet().encode(text)));
    }

    @Test
    void onlyConfiguredLanguagesAreUsed() {
        assertTrue(SegmentedText.of("será", DefaultAlphabet.GSM7, Concatenation.UDH8, List.of())
                .wide());
        assertTrue(SegmentedText.of("será", DefaultAlphabet.GSM7, Concatenation.UDH8, List.of(NationalLanguage.TURKISH))
                .wide());
        assertTrue(
                SegmentedText.of("será", DefaultAlphabet.LATIN1, Concatenation.UDH8, List.of(NationalLanguage.SPANISH))
                        .wide());
    }

    @Test
    void aTextOfTheDefaultAlphabetHasNoHeader() {
        var part = UserData.of(
                        SegmentedText.of(
                                "Hello", DefaultAlphabet.GSM7, Concatenation.UDH8, List.of(NationalLanguage.values())),
                        1,
                        DefaultAlphabet.GSM7,
                        Concatenation.UDH8)
                .getFirst();

        assertEquals(0, part.esmClass());
    }

    @Test
    void theHeaderNamesTablesAndConcatenation() {
        assertArrayEquals(
                HexFormat.of().parseHex("03240102" + "7365721b61"),
                encoded("será", Concatenation.UDH8, NationalLanguage.SPANISH)
                        .getFirst()
                        .octets());
        var parts = encoded("á".repeat(80), Concatenation.UDH16, NationalLanguage.SPANISH);
        assertEquals(2, parts.size());
        assertEquals("09080412340201240102", hex(parts.get(0).octets(), 10));
        assertEquals("GSM-7", parts.get(0).encoding());
    }

    /**
     * Header elements reduce the capacity: 160 septets, 155 with one element, 152 with two, 149 and 146 per segment.
     */
    @ParameterizedTest
    @CsvSource({
        "SPANISH,á,77,UDH8,1",
        "SPANISH,á,78,UDH8,2",
        "SPANISH,á,148,UDH8,2",
        "SPANISH,á,149,UDH8,3", //
        "SPANISH,á,148,UDH16,2",
        "SPANISH,á,149,UDH16,3", //
        "PORTUGUESE,ã,155,UDH8,1",
        "PORTUGUESE,ã,156,UDH8,2",
        "PORTUGUESE,ã,298,UDH8,2",
        "PORTUGUESE,ã,299,UDH8,3", //
        "PORTUGUESE,ã,296,UDH16,2",
        "PORTUGUESE,ã,297,UDH16,3", //
        "PORTUGUESE,ã,155,SAR,1",
        "PORTUGUESE,ã,155,PAYLOAD,1"
    })
    void theHeaderReducesTheCapacityOfASegment(
            NationalLanguage language, String character, int count, Concatenation concatenation, int parts) {
        var encoded = encoded(character.repeat(count), concatenation, language);

        assertEquals(parts, encoded.size());
        for (var part : encoded) {
            var header = 1 + part.octets()[0];
            assertEquals(0, part.dataCoding());
            assertTrue(header + ((part.octets().length - header) * 7 + 7) / 8 <= 140);
        }
    }

    /** If the SMSC splits the text, we cannot write a header into each segment. */
    @ParameterizedTest
    @EnumSource(
            value = Concatenation.class,
            names = {"SAR", "PAYLOAD"})
    void aLongTextIsEncodedInUcs2IfTheSmscWritesTheHeader(Concatenation concatenation) {
        assertTrue(SegmentedText.of(
                        "ã".repeat(156), DefaultAlphabet.GSM7, concatenation, List.of(NationalLanguage.PORTUGUESE))
                .wide());
    }

    @Test
    void usesTheTablesWithTheMinimumOfSegments() {
        var languages = List.of(NationalLanguage.SPANISH, NationalLanguage.PORTUGUESE, NationalLanguage.HINDI);

        assertEquals(
                new Gsm7(NationalLanguage.PORTUGUESE, null),
                SegmentedText.of("á".repeat(150), DefaultAlphabet.GSM7, Concatenation.UDH8, languages)
                        .alphabet());
        assertEquals(
                new Gsm7(NationalLanguage.HINDI, null),
                SegmentedText.of("नमस्ते", DefaultAlphabet.GSM7, Concatenation.UDH8, languages)
                        .alphabet());
    }

    @Test
    void doesNotSplitAnEscapedCharacter() {
        var parts = encoded("x" + "á".repeat(200), Concatenation.UDH8, NationalLanguage.SPANISH);

        for (var part : parts) {
            assertFalse(part.octets()[part.octets().length - 1] == Gsm7.ESCAPE);
        }
    }

    private static List<UserData> encoded(String text, Concatenation concatenation, NationalLanguage language) {
        var segments = SegmentedText.of(text, DefaultAlphabet.GSM7, concatenation, List.of(language));
        return UserData.of(segments, 0x1234, DefaultAlphabet.GSM7, concatenation);
    }

    private static String hex(byte[] octets, int count) {
        return HexFormat.of().formatHex(octets, 0, count);
    }
}
