package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of every text: encoding is lossless, and segments do not split characters. */
class TextPropertiesTest {
    private static final int HEADER8 = 6;

    @Property
    void gsmTextIsDecodedAsEncoded(@ForAll("gsm") String text) {
        assertEquals(text, Gsm7.DEFAULT.decode(Gsm7.DEFAULT.encode(text)));
    }

    @Property
    void septetsAreCountedAsEncoded(@ForAll("gsm") String text) {
        assertEquals(text.chars().map(c -> Gsm7.DEFAULT.septets(c)).sum(), Gsm7.DEFAULT.encode(text).length);
    }

    @Property
    void anyOctetsCanBeDecoded(@ForAll byte[] octets, @ForAll byte coding) {
        for (var alphabet : DefaultAlphabet.values()) {
            new UserText(List.of(new Segment("", "", 0, 1, 1, coding, Gsm7.DEFAULT, octets)), alphabet).decode();
        }
    }

    @Property
    void joinedSegmentsEqualTheText(
            @ForAll("any") String text, @ForAll DefaultAlphabet alphabet, @ForAll Concatenation concatenation) {
        assertEquals(
                text,
                String.join(
                        "",
                        SegmentedText.of(text, alphabet, concatenation, List.of())
                                .texts()));
    }

    @Property
    void noSegmentSplitsACharacter(
            @ForAll("any") String text, @ForAll DefaultAlphabet alphabet, @ForAll Concatenation concatenation) {
        for (var part :
                SegmentedText.of(text, alphabet, concatenation, List.of()).texts()) {
            assertFalse(!part.isEmpty() && Character.isLowSurrogate(part.charAt(0)));
            assertFalse(!part.isEmpty() && Character.isHighSurrogate(part.charAt(part.length() - 1)));
        }
    }

    @Property
    void encodedSegmentsFitAndDecodeToTheText(@ForAll("any") String text, @ForAll DefaultAlphabet alphabet) {
        var parts = UserData.of(
                SegmentedText.of(text, alphabet, Concatenation.UDH8, List.of()), 7, alphabet, Concatenation.UDH8);

        var read = parts.stream()
                .peek(part -> assertTrue(part.octets().length <= (parts.size() == 1 ? 160 : 159)))
                .map(part -> {
                    var octets =
                            Arrays.copyOfRange(part.octets(), parts.size() == 1 ? 0 : HEADER8, part.octets().length);
                    return part.dataCoding() == 8
                            ? new String(octets, StandardCharsets.UTF_16BE)
                            : alphabet.decode(octets);
                })
                .collect(Collectors.joining());

        assertEquals(text, read);
    }

    @Provide
    Arbitrary<String> gsm() {
        return Arbitraries.strings()
                .withChars("@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà\f^{}\\[~]|€")
                .ofMaxLength(700);
    }

    @Provide
    Arbitrary<String> any() {
        var wide = Arbitraries.of("ж", "😀", "日", "👩", "e", "€")
                .list()
                .ofMaxSize(400)
                .map(l -> String.join("", l));
        return Arbitraries.oneOf(gsm(), wide);
    }
}
