package io.parley.messaging.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSignaturesTest {

    @Test
    void samplesAreDetected() {
        assertTrue(FileSignatures.png(FileSamples.png(100)));
        assertTrue(FileSignatures.jpeg(FileSamples.jpeg(100)));
        assertTrue(FileSignatures.webp(FileSamples.webp(100)));
        assertTrue(FileSignatures.isoMedia(FileSamples.mp4(100)));
        assertTrue(FileSignatures.opus(FileSamples.opus(100)));
        assertTrue(FileSignatures.pdf(FileSamples.pdf(100)));
        assertTrue(FileSignatures.zip(HexFormat.of().parseHex("504b0304")));
        assertTrue(FileSignatures.compound(HexFormat.of().parseHex("d0cf11e0a1b11ae1")));
        assertTrue(FileSignatures.amr("#!AMR\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aacAndMp3AreDistinguished() {
        var aac = HexFormat.of().parseHex("fff15080");
        var mp3 = HexFormat.of().parseHex("fffb9064");

        assertTrue(FileSignatures.aac(aac));
        assertFalse(FileSignatures.mp3(aac));
        assertTrue(FileSignatures.mp3(mp3));
        assertFalse(FileSignatures.aac(mp3));
        assertTrue(FileSignatures.mp3("ID3".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void heicImageIsNotAVideo() {
        assertFalse(FileSignatures.isoMedia("\0\0\0\30ftypheic".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void textHasNoControlCharacters() {
        assertTrue(FileSignatures.text("Grüße\r\n\t🙂".getBytes(StandardCharsets.UTF_8)));
        assertTrue(FileSignatures.text("Grüße".getBytes(StandardCharsets.UTF_16)));
        assertFalse(FileSignatures.text(FileSamples.png(100)));
        assertFalse(FileSignatures.text(FileSamples.pdf(100)));
        assertFalse(FileSignatures.text(HexFormat.of().parseHex("504b0304")));
    }

    @Test
    void emptyFileMatchesNoType() {
        var empty = new byte[0];

        assertFalse(FileSignatures.png(empty)
                || FileSignatures.isoMedia(empty)
                || FileSignatures.aac(empty)
                || FileSignatures.mp3(empty));
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
    void directionControlCharactersAreRemoved() {
        assertEquals("exe.gnp.txt", FileName.neutral("exe.\u202Egnp.txt"));
    }
}
