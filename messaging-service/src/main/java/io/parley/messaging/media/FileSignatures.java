package io.parley.messaging.media;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Detects file types by their first bytes. A table of our own: only some dozen types are accepted, and a library with a
 * thousand types would return names that no provider accepts.
 */
final class FileSignatures {
    /** Number of bytes inspected. */
    static final int LENGTH = 1024;

    /** Brands of ISO containers that are neither video nor audio. */
    private static final Set<String> IMAGE_BRANDS = Set.of("heic", "heix", "mif1", "avif");

    private static final Pattern MARKUP = Pattern.compile(
            "(<!--.*?-->\\s*)*<(!doctype html|html|head|body|script|iframe|meta|title)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SVG = Pattern.compile(
            "^(<\\?xml[^>]*>\\s*|<!--.*?-->\\s*|<!doctype[^>]*>\\s*)*<(\\w+:)?svg\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private FileSignatures() {}

    static boolean jpeg(byte[] head) {
        return begins(head, 0, 0xFF, 0xD8, 0xFF);
    }

    static boolean png(byte[] head) {
        return begins(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
    }

    static boolean webp(byte[] head) {
        return matches(head, 0, "RIFF") && matches(head, 8, "WEBP");
    }

    /** MP4 and 3GP, video or audio: brands are used too loosely to distinguish them. */
    static boolean isoMedia(byte[] head) {
        return matches(head, 4, "ftyp")
                && head.length >= 12
                && !IMAGE_BRANDS.contains(new String(head, 8, 4, StandardCharsets.ISO_8859_1));
    }

    static boolean aac(byte[] head) {
        return matches(head, 0, "ADIF") || (head.length > 1 && (at(head, 0) == 0xFF) && (at(head, 1) & 0xF6) == 0xF0);
    }

    static boolean amr(byte[] head) {
        return matches(head, 0, "#!AMR");
    }

    static boolean mp3(byte[] head) {
        return matches(head, 0, "ID3")
                || (head.length > 1
                        && at(head, 0) == 0xFF
                        && at(head, 1) != 0xFE // byte order mark of UTF-16
                        && (at(head, 1) & 0xE0) == 0xE0
                        && (at(head, 1) & 0x06) != 0);
    }

    /** The providers support no other codec in this container. */
    static boolean opus(byte[] head) {
        return matches(head, 0, "OggS") && matches(head, 28, "OpusHead");
    }

    static boolean gif(byte[] head) {
        return matches(head, 0, "GIF87a") || matches(head, 0, "GIF89a");
    }

    static boolean bmp(byte[] head) {
        return matches(head, 0, "BM") && begins(head, 6, 0, 0, 0, 0);
    }

    static boolean tiff(byte[] head) {
        return begins(head, 0, 'I', 'I', 42, 0) || begins(head, 0, 'M', 'M', 0, 42);
    }

    /** Old files begin with one of three other boxes. */
    static boolean quicktime(byte[] head) {
        return matches(head, 4, "ftypqt  ")
                || matches(head, 4, "moov")
                || matches(head, 4, "mdat")
                || matches(head, 4, "wide");
    }

    static boolean wave(byte[] head) {
        return matches(head, 0, "RIFF") && matches(head, 8, "WAVE");
    }

    static boolean postScript(byte[] head) {
        return matches(head, 0, "%!PS") || begins(head, 0, 0xC5, 0xD0, 0xD3, 0xC6);
    }

    static boolean rtf(byte[] head) {
        return matches(head, 0, "{\\rtf");
    }

    static boolean html(byte[] head) {
        return MARKUP.matcher(letters(head)).lookingAt();
    }

    static boolean svg(byte[] head) {
        return SVG.matcher(letters(head)).find();
    }

    static boolean script(byte[] head) {
        return matches(head, 0, "#!/")
                || matches(head, 0, "#! /")
                || letters(head).startsWith("<?php");
    }

    static boolean windowsProgram(byte[] head) {
        return matches(head, 0, "MZ") && !text(head);
    }

    /** Of Linux, macOS and Java. */
    static boolean program(byte[] head) {
        return begins(head, 0, 0x7F, 'E', 'L', 'F')
                || begins(head, 0, 0xCA, 0xFE, 0xBA, 0xBE)
                || begins(head, 0, 0xCF, 0xFA, 0xED, 0xFE)
                || begins(head, 0, 0xFE, 0xED, 0xFA, 0xCF);
    }

    private static String letters(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).replaceFirst("^(\u00EF\u00BB\u00BF)?\\s*", "");
    }

    static boolean pdf(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    /** Office files of before 2007. */
    static boolean compound(byte[] head) {
        return begins(head, 0, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
    }

    /** Office files since 2007. */
    static boolean zip(byte[] head) {
        return begins(head, 0, 'P', 'K', 3, 4);
    }

    /**
     * Contains no control characters that do not occur in text. UTF-16 contains NULs and is detected by its byte order
     * mark.
     */
    static boolean text(byte[] head) {
        if (begins(head, 0, 0xFE, 0xFF) || begins(head, 0, 0xFF, 0xFE)) {
            return true;
        }
        for (var letter : head) {
            if (letter >= 0 && letter < ' ' && "\t\n\r\f\b\u001b".indexOf(letter) < 0) {
                return false;
            }
        }
        return !matches(head, 0, "%PDF-");
    }

    private static boolean matches(byte[] head, int from, String ascii) {
        return begins(head, from, ascii.chars().toArray());
    }

    private static boolean begins(byte[] head, int from, int... expected) {
        if (head.length < from + expected.length) {
            return false;
        }
        for (var i = 0; i < expected.length; i++) {
            if (at(head, from + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int at(byte[] head, int index) {
        return head[index] & 0xFF;
    }
}
