package io.parley.messaging.channel.whatsapp.profile;

import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a JPEG or PNG file, without decoding it: where the picture ends, and how many scans a JPEG has. Each scan
 * of a progressive JPEG is decoded over the whole picture, so a small file with thousands of them takes minutes.
 *
 * @param end index behind the last byte of the picture
 * @param scans 1 for a PNG
 */
record PictureStructure(int end, int scans) {
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    /** Empty if the file ends within a part. */
    static Optional<PictureStructure> of(PictureType type, byte[] bytes) {
        return type == PictureType.PNG ? png(bytes) : jpeg(bytes);
    }

    /** Chunks: 4 bytes length, 4 bytes type, data, 4 bytes checksum; the last one is IEND. */
    private static Optional<PictureStructure> png(byte[] bytes) {
        var at = 8L;
        while (at + 12 <= bytes.length) {
            var start = (int) at;
            var length = ((long) at(bytes, start) << 24)
                    | (at(bytes, start + 1) << 16)
                    | (at(bytes, start + 2) << 8)
                    | at(bytes, start + 3);
            at += 12 + length;
            if (Arrays.equals(bytes, start + 4, start + 8, new byte[] {'I', 'E', 'N', 'D'}, 0, 4)) {
                return at <= bytes.length ? Optional.of(new PictureStructure((int) at, 1)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Segments: a marker, 2 bytes length, data; a scan's compressed data follows its segment up to the next marker. */
    private static Optional<PictureStructure> jpeg(byte[] bytes) {
        var at = 2;
        var scans = 0;
        while (at + 1 < bytes.length && at(bytes, at) == 0xFF) {
            var marker = at(bytes, at + 1);
            if (marker == EOI) {
                return Optional.of(new PictureStructure(at + 2, scans));
            }
            if (marker == 0xFF || isWithoutLength(marker)) {
                at += marker == 0xFF ? 1 : 2;
            } else if (at + 3 < bytes.length) {
                at += 2 + (at(bytes, at + 2) << 8) + at(bytes, at + 3);
                if (marker == SOS) {
                    scans++;
                    at = endOfScan(bytes, at);
                }
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static int endOfScan(byte[] bytes, int from) {
        var at = from;
        while (at + 1 < bytes.length && !isMarker(bytes, at)) {
            at++;
        }
        return at;
    }

    /** In compressed data, 0xFF is followed by 0, by a restart marker, or by more 0xFF. */
    private static boolean isMarker(byte[] bytes, int at) {
        var next = at(bytes, at + 1);
        return at(bytes, at) == 0xFF && next != 0 && next != 0xFF && !isRestart(next);
    }

    private static boolean isWithoutLength(int marker) {
        return marker == 0x01 || isRestart(marker);
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private static int at(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }
}
