package io.parley.messaging.channel.whatsapp.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.problem.ProblemException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PictureCheckTest {

    @Test
    void wholePicturesAreAccepted() {
        assertEquals(PictureType.PNG, PictureCheck.check(Pictures.png(500, 700)));
        assertEquals(PictureType.JPEG, PictureCheck.check(Pictures.jpeg(640, 500)));
        assertEquals(PictureType.PNG, PictureCheck.check(Pictures.png(1300, 2100)));
        assertEquals(PictureType.JPEG, PictureCheck.check(Pictures.concat(Pictures.jpeg(640, 640), new byte[8])));
    }

    @Test
    void aProgressivePictureHasSeveralScansAndIsAccepted() {
        var file = Pictures.progressiveJpeg(640, 640);

        assertTrue(PictureStructure.of(PictureType.JPEG, file).orElseThrow().scans() > 1);
        assertEquals(PictureType.JPEG, PictureCheck.check(file));
    }

    static Stream<Arguments> broken() {
        var png = Pictures.png(640, 640);
        var jpeg = Pictures.jpeg(640, 640);
        var zip = Pictures.text("PK\u0003\u0004 and the rest of an archive");
        return Stream.of(
                Arguments.of("GIF", Pictures.gif(640, 640), "neither"),
                Arguments.of("SVG", Pictures.text("<svg xmlns='http://www.w3.org/2000/svg'/>"), "neither"),
                Arguments.of("PDF around a JPEG", Pictures.concat(Pictures.text("%PDF-1.4\n"), jpeg), "neither"),
                Arguments.of("one byte", new byte[] {1}, "neither"),
                Arguments.of("small PNG", Pictures.png(499, 640), "499 by 640"),
                Arguments.of("small JPEG", Pictures.jpeg(640, 499), "640 by 499"),
                Arguments.of("large PNG", Pictures.png(4097, 500), "at most 4096"),
                Arguments.of("bomb", Pictures.bomb(), "at most 4096"),
                Arguments.of("cut PNG", Pictures.cut(png), "cut off"),
                Arguments.of("cut JPEG", Pictures.cut(jpeg), "cut off"),
                Arguments.of("JPEG without its lower part", Pictures.cutInside(jpeg, 2), "cut off"),
                Arguments.of("PNG without its lower part", withoutData(png), "cut off"),
                Arguments.of("only the signature", Arrays.copyOf(png, 8), "cut off"),
                Arguments.of("PNG and ZIP", Pictures.concat(png, zip), "another file follows"),
                Arguments.of("JPEG and ZIP", Pictures.concat(jpeg, zip), "another file follows"),
                Arguments.of("too many scans", withScans(jpeg, 101), "scans"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void anythingElseIsRejectedWithTheRule(String name, byte[] file, String rule) {
        var problem = assertThrows(ProblemException.class, () -> PictureCheck.check(file))
                .problem();

        assertEquals(400, problem.status());
        assertEquals("body", problem.violations().getFirst().field());
        assertTrue(problem.violations().getFirst().message().contains(rule), problem::toString);
    }

    /** The header, the first bytes of the data as a chunk of that length, and the end. */
    private static byte[] withoutData(byte[] png) {
        var begin = Arrays.copyOf(png, 33 + 8 + 200 + 4);
        begin[33] = 0;
        begin[34] = 0;
        begin[35] = 0;
        begin[36] = (byte) 200;
        return Pictures.concat(begin, Arrays.copyOfRange(png, png.length - 12, png.length));
    }

    /** Empty scans before the end. */
    private static byte[] withScans(byte[] jpeg, int scans) {
        var begin = Arrays.copyOf(jpeg, jpeg.length - 2);
        for (var i = 0; i < scans; i++) {
            begin = Pictures.concat(begin, new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0});
        }
        return Pictures.concat(begin, new byte[] {(byte) 0xFF, (byte) 0xD9});
    }
}
