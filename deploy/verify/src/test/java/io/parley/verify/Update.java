package io.parley.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Generated files of the repository: compared, or written with {@code -Dparley.update=true}. */
public final class Update {
    private static final boolean REQUESTED = Boolean.getBoolean("parley.update");

    private Update() {}

    /** Fails if a file differs from what is generated, unless it is to be written. */
    public static void assertCurrent(Path file, String generated) throws IOException {
        if (REQUESTED) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
        }
        assertEquals(generated, Files.exists(file) ? Files.readString(file) : "", () -> "./dev docs writes " + file);
    }
}
