package io.parley.images;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesCommandTest {

    @Test
    void aLineHasSizesStartTimeAndDigest() {
        var out = new ByteArrayOutputStream();

        ImagesCommand.print(
                List.of(
                        new ImageBuild.Result(
                                "parley/sandbox:1.0", 63_400_000, 143_250_000, Duration.ofMillis(1234), "sha256:a"),
                        new ImageBuild.Result("parley/cli:1.0", 64_700_000, 145_000_000, null, "sha256:b")),
                ImageOptions.parse(List.of(), Path.of("/output")),
                new PrintStream(out));

        assertEquals("""
                image archive unpacked start digest
                parley/sandbox:1.0 63.4 MB 143.3 MB 1.2 s sha256:a
                parley/cli:1.0 64.7 MB 145.0 MB - sha256:b
                Archives and bills of materials: /output
                """, out.toString().replaceAll(" +", " "));
    }

    @Test
    void aStartTimeIsKeptBesideItsCache(@TempDir Path folder) {
        var cache = folder.resolve("sandbox-0123.aot");

        StartTimes.write(cache, Duration.ofMillis(1234));

        assertEquals(Duration.ofMillis(1234), StartTimes.read(cache));
    }
}
