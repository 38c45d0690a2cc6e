package io.parley.messaging.media;

import static io.parley.messaging.media.InboundFiles.IMAGE;
import static io.parley.messaging.media.InboundFiles.base64;
import static io.parley.messaging.media.InboundFiles.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A download that fails because our disk is full is retried without limit. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
@TestProfile(FullDiskTest.Full.class)
@Tag("fault")
class FullDiskDownloadsTest {
    /** More than the attempts of a file that the provider does not return. */
    private static final int FAILURES = 10;

    @Inject
    @RegisterExtension
    InboundFiles files;

    @Test
    @EnabledOnOs(OS.LINUX)
    void fileIsDownloadedWhenTheDiskHasSpaceAgain() {
        FullStore.isFullFor(FAILURES);
        ScriptedMeta.describes(hex(IMAGE), IMAGE.length);
        ScriptedMeta.serves(IMAGE);

        var id = files.expect("1011", "image/png", null, base64(IMAGE));

        assertArrayEquals(IMAGE, files.fetched(id));
        assertTrue(FullStore.hasSpace());
        assertTrue(ScriptedMeta.calls("GET /file") > FAILURES);
    }
}
