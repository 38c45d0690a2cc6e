package io.parley.messaging.channel.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.Submission.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password of an SMSC as a file: each bind uses its current content. */
class RenewedSmscPasswordTest {
    private final ScriptedSmsc smsc = new ScriptedSmsc();

    @TempDir
    Path folder;

    /** Two threads that use Mutiny for the first time at once would both register the provider, and one of them fail. */
    @BeforeAll
    static void registerContexts() {
        ContextManagerProvider.instance();
    }

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void theNextBindUsesTheRenewedPassword() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "first\n");
        smsc.requirePassword("first");
        try (var bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), "password", "file:" + file))) {
            bed.awaitBound(1);

            smsc.requirePassword("second");
            smsc.dropSessions();
            bed.awaitBound(0);
            Files.writeString(file, "second\n");

            bed.awaitBound(1);
            assertInstanceOf(Accepted.class, bed.submit(ScriptedBind.US, "Hi"));
        }
    }

    /** The time until the file is correct again counts as an outage of the SMSC. */
    @Test
    void aPasswordThatIsTooLongIsTriedAgainUntilTheFileIsCorrected() throws IOException {
        var file = Files.writeString(folder.resolve("password"), "longer than eight");
        smsc.requirePassword("second");
        try (var bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), "password", "file:" + file))) {
            SmsTestBed.awaitUntil(() -> smsc.connections() > 1);
            assertEquals(0, bed.channel.bound());

            Files.writeString(file, "second");

            bed.awaitBound(1);
        }
    }

    @Test
    void aMissingFileEndsTheStartAndIsNamed() {
        var missing = folder.resolve("missing");
        var settings = SmsTestBed.smsc("one", smsc.port(), "password", "file:" + missing);

        var failure = assertThrows(IllegalStateException.class, () -> new SmsTestBed(settings));

        assertTrue(failure.getMessage().contains(missing.toString()), failure.getMessage());
    }
}
