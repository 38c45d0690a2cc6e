package io.parley.messaging.channel.whatsapp.profile;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Checks that bytes are a whole JPEG or PNG picture of the size that the contract asks for, by decoding them with the
 * JDK's ImageIO. Sizes are checked before, from the file's header, and only every n-th pixel is kept, so that a small
 * file with a huge picture costs little. Blocks for up to a second.
 */
final class PictureCheck {
    private static final int MIN_EDGE = 500;

    /** Ours: decoding the coefficients of a progressive JPEG of this size takes 100 MB. */
    private static final int MAX_EDGE = 4096;

    /** Encoders write about ten. */
    private static final int MAX_SCANS = 100;

    private static final int DECODED_EDGE = 512;
    private static final String FIELD = "body";

    private PictureCheck() {}

    /** Returns the type, or fails with a 400 that names the rule. */
    static PictureType check(byte[] bytes) {
        var type = PictureType.ofFirstBytes(bytes)
                .orElseThrow(() -> violation("must be a JPEG or PNG picture; this is neither"));
        checkStructure(type, bytes);
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            decode(type, in);
        } catch (IOException | RuntimeException e) {
            throw e instanceof ProblemException problem ? problem : damaged();
        }
        return type;
    }

    private static void checkStructure(PictureType type, byte[] bytes) {
        var structure = PictureStructure.of(type, bytes).orElseThrow(PictureCheck::damaged);
        if (structure.scans() > MAX_SCANS) {
            throw violation("must have at most " + MAX_SCANS + " scans; save it as a plain JPEG or PNG");
        }
        for (var at = structure.end(); at < bytes.length; at++) {
            if (bytes[at] != 0 && bytes[at] != '\n' && bytes[at] != '\r') {
                throw violation(
                        "must end with the picture, but another file follows it; save it as a plain JPEG or PNG");
            }
        }
    }

    private static void decode(PictureType type, ImageInputStream in) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(type.name()).next();
        try {
            reader.setInput(in, true, true);
            checkEdges(reader.getWidth(0), reader.getHeight(0));
            decode(reader);
        } finally {
            reader.dispose();
        }
    }

    private static void checkEdges(int width, int height) {
        if (Math.min(width, height) < MIN_EDGE) {
            throw violation(
                    "must have edges of at least " + MIN_EDGE + " pixels; this one is " + width + " by " + height);
        }
        if (Math.max(width, height) > MAX_EDGE) {
            throw violation("must have edges of at most " + MAX_EDGE + " pixels; 640 by 640 is best");
        }
    }

    /** Raster data need no color conversion, which the JDK does not have for CMYK. Damages are reported as warnings. */
    private static void decode(ImageReader reader) throws IOException {
        var damaged = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> damaged.set(true));
        var every = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / DECODED_EDGE);
        var parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(every, every, 0, 0);
        if (reader.canReadRaster()) {
            reader.readRaster(0, parameters);
        } else {
            reader.read(0, parameters);
        }
        if (damaged.get()) {
            throw damaged();
        }
    }

    private static ProblemException damaged() {
        return violation("must be a whole picture; this file is cut off or damaged");
    }

    private static ProblemException violation(String message) {
        return Problems.violation(FIELD, message);
    }
}
