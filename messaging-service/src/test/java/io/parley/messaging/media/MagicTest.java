package io.parley.messaging.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagicTest {

    @Test
    void knowsItsSamples() {
        assertTrue(Magic.png(Samples.png(100)));
        assertTrue(Magic.jpeg(Samples.jpeg(100)));
        assertTrue(Magic.webp(Samples.webp(100)));
        assertTrue(Magic.isoMedia(Samples.mp4(100)));
        assertTrue(Magic.opus(Samples.opus(100)));
        assertTrue(Magic.pdf(Samples.pdf(100)));
        assertTrue(Magic.zip(HexFormat.of().parseHex("504b0304")));
        assertTrue(Magic.compound(HexFormat.of().parseHex("d0cf11e0a1b11ae1")));
        assertTrue(Magic.amr("#!AMR\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void tellsAacFromMp3() {
        var aac = HexFormat.of().parseHex("fff15080");
        var mp3 = HexFormat.of().parseHex("fffb9064");

        assertTrue(Magic.aac(aac));
        assertFalse(Magic.mp3(aac));
        assertTrue(Magic.mp3(mp3));
        assertFalse(Magic.aac(mp3));
        assertTrue(Magic.mp3("ID3".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aStillPictureIsNoFilm() {
        assertFalse(Magic.isoMedia("\0\0\0\30ftypheic".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void textIsWhatHasNoControlCharacters() {
        assertTrue(Magic.text("Grüße\r\n\t🙂".getBytes(StandardCharsets.UTF_8)));
        assertTrue(Magic.text("Grüße".getBytes(StandardCharsets.UTF_16)));
        assertFalse(Magic.text(Samples.png(100)));
        assertFalse(Magic.text(Samples.pdf(100)));
        assertFalse(Magic.text(HexFormat.of().parseHex("504b0304")));
    }

    @Test
    void nothingIsNothing() {
        var nothing = new byte[0];

        assertFalse(Magic.png(nothing) || Magic.isoMedia(nothing) || Magic.aac(nothing) || Magic.mp3(nothing));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "a.png,attachment; filename=\"a.png\"; filename*=UTF-8''a.png",
                "Größe \"1\".pdf,attachment; filename=\"Gr__e _1_.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.pdf",
                "-,attachment"
            })
    void namesAreSafeInHeaders(String name, String header) {
        assertEquals(header, FileName.disposition(name));
    }

    @Test
    void namesThatTurnTheWritingRoundAreStraightened() {
        assertEquals("exe.gnp.txt", FileName.neutral("exe.\u202Egnp.txt"));
    }
}
