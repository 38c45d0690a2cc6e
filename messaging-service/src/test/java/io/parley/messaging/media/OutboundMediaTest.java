package io.parley.messaging.media;

import static io.parley.messaging.media.MediaCustomer.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.MediaHandle;
import io.parley.messaging.channel.MediaHandle.NotReady;
import io.parley.messaging.channel.MediaHandle.Ready;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.RecipientThrottled;
import io.parley.messaging.channel.Submission.Rejected;
import io.parley.messaging.model.MediaKind;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of outbound messages: validated, claimed, and uploaded to the provider once. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
@Tag("slow")
class OutboundMediaTest {
    @Inject
    @RegisterExtension
    MediaCustomer customer;

    @Inject
    Pool pool;

    @Inject
    OutboundMedia media;

    @Inject
    MediaMaintenance maintenance;

    @Test
    void fileIsUploadedOnceForManyMessages() {
        var bytes = FileSamples.png(2_000_000);
        var received = new CopyOnWriteArrayList<Buffer>();
        ScriptedMeta.onUpload(request -> request.body().onSuccess(form -> {
            received.add(form);
            ScriptedMeta.json(request, 200, "{\"id\":\"77\"}");
        }));
        var file = customer.api.upload("?filename=a%22b.png", "image/png", bytes);

        var handles = await(Uni.join()
                .all(Stream.generate(() -> media.handle(file, Ids.next(), customer.number))
                        .limit(20)
                        .toList())
                .andFailFast());

        assertTrue(handles.stream().allMatch(handle -> handle.equals(new Ready("77", "a\"b.png"))), handles::toString);
        assertEquals(new Ready("77", "a\"b.png"), handle(file));
        assertEquals(List.of("POST /v25.0/" + customer.number.providerId() + "/media"), ScriptedMeta.calls());
        assertArrayEquals(bytes, ScriptedMeta.fileOf(received.getFirst()));
    }

    @Test
    void fileIsUploadedAgainAfterItsHandleExpired() {
        var count = numberedUploads();
        var file = customer.api.upload("", "image/png", FileSamples.png(100));
        assertEquals(new Ready("1", null), handle(file));

        customer.sql("update media_handle set expires_at = now() where media_id = $1", file);
        assertEquals(new Ready("2", null), handle(file));

        assertEquals(2, count.get());
    }

    @Test
    void onlyAnOldHandleIsForgotten() {
        numberedUploads();
        var file = customer.api.upload("", "image/png", FileSamples.png(100));
        assertEquals(new Ready("1", null), handle(file));
        assertFalse(await(media.forget(Map.of(file, "1"), customer.number)));
        assertEquals(new Ready("1", null), handle(file));

        customer.sql(
                "update media_handle set expires_at = expires_at - interval '61 seconds' where media_id = $1", file);
        assertTrue(await(media.forget(Map.of(file, "1"), customer.number)));
        assertEquals(new Ready("2", null), handle(file));

        assertTrue(await(media.forget(Map.of(file, "1"), customer.number)));
        assertEquals(new Ready("2", null), handle(file));
    }

    @Test
    void eachSenderHasItsOwnHandle() {
        numberedUploads();
        var file = customer.api.upload("", "image/png", FileSamples.png(100));

        assertEquals(new Ready("1", null), handle(file));
        assertEquals(new Ready("2", null), await(media.handle(file, Ids.next(), customer.sender("whatsapp"))));
    }

    @Test
    void deletedFileIsReported() {
        numberedUploads();
        var file = customer.api.upload("", "image/png", FileSamples.png(100));
        handle(file);

        customer.api.delete(file).statusCode(204);

        var deleted = assertInstanceOf(
                Rejected.class, assertInstanceOf(NotReady.class, handle(file)).outcome());
        assertEquals("conversations::error::media", deleted.error().code());
        assertTrue(deleted.error().message().contains(file.toString()));
    }

    @Test
    void expiredFileIsRejected() {
        numberedUploads();
        var file = customer.api.upload("?validity=1", "image/png", FileSamples.png(100));

        customer.sql("update media set expires_at = now() where id = $1", file);

        assertInstanceOf(Rejected.class, outcome(handle(file)));
        assertTrue(violation(file, MediaKind.IMAGE).isPresent());
        assertEquals(0, ScriptedMeta.calls().size());
    }

    @ParameterizedTest
    @CsvSource({"400,100,Rejected", "400,131053,Rejected", "429,4,Deferred", "500,131000,Deferred", "503,2,Deferred"})
    void providerErrorsAreMapped(int status, int code, String outcome) {
        ScriptedMeta.onUpload(request -> request.body()
                .onSuccess(form -> ScriptedMeta.json(request, status, "{\"error\":{\"code\":" + code + "}}")));
        var file = customer.api.upload("", "image/png", FileSamples.png(100));

        assertEquals(outcome, outcome(handle(file)).getClass().getSimpleName());

        numberedUploads();
        assertEquals(new Ready("1", null), handle(file));
    }

    @Test
    void connectionErrorsAreDeferred() {
        var file = customer.api.upload("", "image/png", FileSamples.png(100));

        ScriptedMeta.onUpload(request -> request.connection().close());
        assertInstanceOf(Deferred.class, outcome(handle(file)));
        ScriptedMeta.onUpload(HttpServerRequest::body);
        assertInstanceOf(Deferred.class, outcome(handle(file)));
    }

    @Test
    void uploadOfAnotherInstanceIsAwaited() {
        numberedUploads();
        var file = customer.api.upload("", "image/png", FileSamples.png(100));
        customer.sql(
                "insert into media_handle (media_id, sender, leased_until) values ($1, $2, now() + interval '1 hour')",
                file,
                customer.number.providerId());

        assertInstanceOf(RecipientThrottled.class, outcome(handle(file)));
        customer.sql("update media_handle set leased_until = now() - interval '1 second' where media_id = $1", file);

        assertEquals(new Ready("1", null), handle(file));
    }

    @Test
    void fileKindIsValidated() {
        var image = customer.api.upload("", "image/png", FileSamples.png(100));
        var foreign = MediaApi.ofNewCustomer().upload("", "image/png", FileSamples.png(100));

        assertEquals(Optional.empty(), violation(image, MediaKind.IMAGE));
        assertEquals(Optional.empty(), violation(image, MediaKind.DOCUMENT));
        assertTrue(violation(image, MediaKind.VIDEO).orElseThrow().contains("image/png"));
        assertEquals(violation(UUID.randomUUID(), MediaKind.IMAGE), violation(foreign, MediaKind.IMAGE));
    }

    @Test
    void oneTimeFileIsClaimedOnce() {
        numberedUploads();
        var file = customer.api.upload("?validity=0", "image/png", FileSamples.png(100));
        var other = customer.api.upload("", "image/png", FileSamples.png(100));
        var first = Ids.next();
        var second = Ids.next();

        assertEquals(Set.of(second), claim(use(first, file), use(second, file), use(first, other)));
        assertEquals(Set.of(second), claim(use(second, file)));
        assertEquals(Set.of(), claim(use(second, other), use(first, file)));

        assertTrue(violation(file, MediaKind.IMAGE).orElseThrow().contains("another message"));
        assertInstanceOf(Ready.class, await(media.handle(file, first, customer.number)));
        assertInstanceOf(Rejected.class, outcome(await(media.handle(file, second, customer.number))));
    }

    @Test
    void deletedAndForeignFilesCannotBeClaimed() {
        var deleted = customer.api.upload("", "image/png", FileSamples.png(100));
        customer.api.delete(deleted).statusCode(204);
        var foreign = MediaApi.ofNewCustomer().upload("", "image/png", FileSamples.png(100));
        var message = Ids.next();

        assertEquals(Set.of(message), claim(use(message, deleted)));
        assertEquals(Set.of(message), claim(use(message, foreign)));
        assertEquals(Set.of(), claim());
    }

    @Test
    void claimIsRolledBackWithItsTransaction() {
        var file = customer.api.upload("?validity=0", "image/png", FileSamples.png(100));

        await(pool.withTransaction(connection -> media.claim(connection, List.of(use(Ids.next(), file)))
                        .onItem()
                        .failWith(() -> new IllegalStateException("not accepted")))
                .onFailure()
                .recoverWithNull());

        assertEquals(Optional.empty(), violation(file, MediaKind.IMAGE));
    }

    @Test
    void usedOneTimeFileIsRemovedAfterTheJobOfItsMessage() {
        var file = customer.api.upload("?validity=0", "image/png", FileSamples.png(100));
        var message = Ids.next();
        claim(use(message, file));
        customer.sql(
                "insert into dispatch_job (message_id, account_id, sender_id, channel, lane, due_at, expires_at)"
                        + " values ($1, $2, $3, 'none', 1, now() + interval '1 day', now() + interval '1 day')",
                message,
                customer.account,
                customer.number.id());
        customer.sql("update media set expires_at = now() where id = $1", file);

        await(maintenance.removeExpired());
        assertTrue(Disk.contains(file));

        customer.sql("delete from dispatch_job where message_id = $1", message);
        await(maintenance.removeExpired());
        Eventually.holds(() -> assertFalse(Disk.contains(file)));
        assertEquals(0, usage());
    }

    private long usage() {
        return customer.sql("select bytes from media_usage where account_id = $1", customer.account)
                .iterator()
                .next()
                .getLong(0);
    }

    /** Accepts every upload and returns the ids 1, 2, … */
    private static AtomicInteger numberedUploads() {
        var count = new AtomicInteger();
        ScriptedMeta.onUpload(request -> request.body()
                .onSuccess(form -> ScriptedMeta.json(request, 200, "{\"id\":\"" + count.incrementAndGet() + "\"}")));
        return count;
    }

    private MediaHandle handle(UUID file) {
        return await(media.handle(file, Ids.next(), customer.number));
    }

    private static Object outcome(MediaHandle handle) {
        return assertInstanceOf(NotReady.class, handle).outcome();
    }

    private Optional<String> violation(UUID file, MediaKind kind) {
        return await(media.check(customer.account, Set.of(file))).error(file, kind);
    }

    private Set<UUID> claim(MediaUse... uses) {
        return await(pool.withTransaction(connection -> media.claim(connection, List.of(uses))));
    }

    private MediaUse use(UUID message, UUID file) {
        return new MediaUse(message, customer.account, file);
    }
}
