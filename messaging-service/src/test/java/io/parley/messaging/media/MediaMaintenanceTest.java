package io.parley.messaging.media;

import static io.parley.messaging.media.MediaCustomer.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.media.store.MediaStore;
import io.parley.messaging.media.store.Stores;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Removes expired and orphaned files. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MediaMaintenanceTest {
    @Inject
    @RegisterExtension
    MediaCustomer customer;

    @Inject
    MediaMaintenance maintenance;

    @Inject
    MediaStore store;

    @Inject
    Stores stores;

    @Test
    void expiredFilesAreRemovedWithBytesAndUsage() {
        var expired = customer.api.upload("?validity=1", "image/png", FileSamples.png(1_000));
        var kept = customer.api.upload("?validity=-1", "image/png", FileSamples.png(10));
        customer.sql("update media set expires_at = now() where id = $1", expired);

        await(Uni.join()
                .all(maintenance.removeExpired(), maintenance.removeExpired())
                .andFailFast());

        Eventually.holds(() -> assertFalse(Disk.contains(expired)));
        assertTrue(Disk.contains(kept));
        assertEquals(
                10L,
                customer.sql("select bytes from media_usage where account_id = $1", customer.account)
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void orphanedBytesAreRemovedOnceOld() throws IOException {
        var old = storeBytes(Instant.now().minus(Duration.ofHours(3)));
        var young = storeBytes(Instant.now());
        var file = customer.api.upload("", "image/png", FileSamples.png(10));

        await(maintenance.removeOrphans());

        assertFalse(Disk.contains(old));
        assertTrue(Disk.contains(young));
        assertTrue(Disk.contains(file));
        await(store.remove(young));
    }

    @Test
    void interruptedUploadsAreRemoved() throws IOException {
        var interrupted = stores.spoolFile(Ids.next());
        Files.createDirectories(interrupted.getParent());
        Files.write(interrupted, FileSamples.png(10));
        Files.setLastModifiedTime(interrupted, FileTime.from(Instant.now().minus(Duration.ofHours(3))));

        await(maintenance.removeOrphans());

        assertFalse(Files.exists(interrupted));
    }

    @Test
    void expiredLeaseIsReclaimedAndCounts() {
        var id = Ids.next();
        customer.sql(
                "insert into media (id, account_id, inbound, content_type) values ($1, $2, true, 'image/png')",
                id,
                customer.account);
        customer.sql(
                "insert into media_job (media_id, sender_id, source, kind, state, attempt, leased_until)"
                        + " values ($1, $2, '1', 'image', 'claimed', 5, now() - interval '1 second')",
                id,
                UUID.randomUUID());

        await(maintenance.removeExpired());

        Eventually.holds(() -> assertEquals(
                "the sender was deleted",
                customer.sql("select failure from media where id = $1", id)
                        .iterator()
                        .next()
                        .getString(0)));
    }

    private UUID storeBytes(Instant time) throws IOException {
        var id = new UUID(
                Ids.floor(time).getMostSignificantBits(), UUID.randomUUID().getLeastSignificantBits());
        var file = Files.write(Files.createTempFile("media", null), FileSamples.png(10));
        Files.createDirectories(stores.spoolFolder());
        await(store.put(id, Files.move(file, stores.spoolFile(id))));
        return id;
    }
}
