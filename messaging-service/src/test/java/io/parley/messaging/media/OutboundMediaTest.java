package io.parley.messaging.media;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of outbound messages: validated, claimed, and uploaded to the provider once. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
@Tag("slow")
class OutboundMediaTest extends WithSenders {
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
        var file = api.upload("?filename=a%22b.png", "image/png", bytes);

        var handles = wait(Uni.join()
                .all(Stream.generate(() -> media.handle(file, Ids.next(), number))
                        .limit(20)
                        .toList())
                .andFailFast());

        assertTrue(handles.stream().allMatch(handle -> handle.equals(new Ready("77", "a\"b.png"))), handles::toString);
        assertEquals(new Ready("77", "a\"b.png"), handle(file));
        assertEquals(List.of("POST /v25.0/" + number.providerId() + "/media"), ScriptedMeta.calls());
        assertArrayEquals(bytes, ScriptedMeta.fileOf(received.getFirst()));
    }

    @Test
    void fileIsUploadedAgainAfterItsHandleExpired() {
        var count = numberedUploads();
        var file = api.upload("", "image/png", FileSamples.png(100));
        assertEquals(new Ready("1", null), handle(file));

        sql("update media_handle set expires_at = now() where media_id = $1", file);
        assertEquals(new Ready("2", null), handle(file));

        assertEquals(2, count.get());
    }

    @Test
    void onlyAnOldHandleIsForgotten() {
        numberedUploads();
        var file = api.upload("", "image/png", FileSamples.png(100));
        assertEquals(new Ready("1", null), handle(file));
        assertFalse(wait(media.forget(Map.of(file, "1"), number)));
        assertEquals(new Ready("1", null), handle(file));

        sql("update media_handle set expires_at = expires_at - interval '61 seconds' where media_id = $1", file);
        assertTrue(wait(media.forget(Map.of(file, "1"), number)));
        assertEquals(new Ready("2", null), handle(file));

        assertTrue(wait(media.forget(Map.of(file, "1"), number)));
        assertEquals(new Ready("2", null), handle(file));
    }

    @Test
    void eachSenderHasItsOwnHandle() {
        numberedUploads();
        var file = api.upload("", "image/png", FileSamples.png(100));

        assertEquals(new Ready("1", null), handle(file));
        assertEquals(new Ready("2", null), wait(media.handle(file, Ids.next(), sender("whatsapp"))));
    }

    @Test
    void deletedFileIsReported() {
        numberedUploads();
        var file = api.upload("", "image/png", FileSamples.png(100));
        handle(file);

        api.delete(file).statusCode(204);

        var deleted = assertInstanceOf(
                Rejected.class, assertInstanceOf(NotReady.class, handle(file)).outcome());
        assertEquals("conversations::error::media", deleted.error().code());
        assertTrue(deleted.error().message().contains(file.toString()));
    }

    @Test
    void expiredFileIsRejected() {
        numberedUploads();
        var file = api.upload("?validity=1", "image/png", FileSamples.png(100));

        sql("update media set expires_at = now() where id = $1", file);

        assertInstanceOf(Rejected.class, outcome(handle(file)));
        assertTrue(violation(file, MediaKind.IMAGE).isPresent());
        assertEquals(0, ScriptedMeta.calls().size());
    }

    @ParameterizedTest
    @CsvSource({"400,100,Rejected", "400,131053,Rejected", "429,4,Deferred", "500,131000,Deferred", "503,2,Deferred"})
    void providerErrorsAreMapped(int status, int code, String outcome) {
        ScriptedMeta.onUpload(request -> request.body()
                .onSuccess(form -> ScriptedMeta.json(request, status, "{\"error\":{\"code\":" + code + "}}")));
        var file = api.upload("", "image/png", FileSamples.png(100));

        assertEquals(outcome, outcome(handle(file)).getClass().getSimpleName());

        numberedUploads();
        assertEquals(new Ready("1", null), handle(file));
    }

    @Test
    void connectionErrorsAreDeferred() {
        var file = api.upload("", "image/png", FileSamples.png(100));

        ScriptedMeta.onUpload(request -> request.connection().close());
        assertInstanceOf(Deferred.class, outcome(handle(file)));
        ScriptedMeta.onUpload(HttpServerRequest::body);
        assertInstanceOf(Deferred.class, outcome(handle(file)));
    }

    @Test
    void uploadOfAnotherInstanceIsAwaited() {
        numberedUploads();
        var file = api.upload("", "image/png", FileSamples.png(100));
        sql(
                "insert into media_handle (media_id, sender, leased_until) values ($1, $2, now() + interval '1 hour')",
                file,
                number.providerId());

        assertInstanceOf(RecipientThrottled.class, outcome(handle(file)));
        sql("update media_handle set leased_until = now() - interval '1 second' where media_id = $1", file);

        assertEquals(new Ready("1", null), handle(file));
    }

    @Test
    void fileKindIsValidated() {
        var image = api.upload("", "image/png", FileSamples.png(100));
        var foreign = MediaApi.ofNewCustomer().upload("", "image/png", FileSamples.png(100));

        assertEquals(Optional.empty(), violation(image, MediaKind.IMAGE));
        assertEquals(Optional.empty(), violation(image, MediaKind.DOCUMENT));
        assertTrue(violation(image, MediaKind.VIDEO).orElseThrow().contains("image/png"));
        assertEquals(violation(UUID.randomUUID(), MediaKind.IMAGE), violation(foreign, MediaKind.IMAGE));
    }

    @Test
    void oneTimeFileIsClaimedOnce() {
        numberedUploads();
        var file = api.upload("?validity=0", "image/png", FileSamples.png(100));
        var other = api.upload("", "image/png", FileSamples.png(100));
        var first = Ids.next();
        var second = Ids.next();

        assertEquals(Set.of(second), claim(use(first, file), use(second, file), use(first, other)));
        assertEquals(Set.of(second), claim(use(second, file)));
        assertEquals(Set.of(), claim(use(second, other), use(first, file)));

        assertTrue(violation(file, MediaKind.IMAGE).orElseThrow().contains("another message"));
        assertInstanceOf(Ready.class, wait(media.handle(file, first, number)));
        assertInstanceOf(Rejected.class, outcome(wait(media.handle(file, second, number))));
    }

    @Test
    void deletedAndForeignFilesCannotBeClaimed() {
        var deleted = api.upload("", "image/png", FileSamples.png(100));
        api.delete(deleted).statusCode(204);
        var foreign = MediaApi.ofNewCustomer().upload("", "image/png", FileSamples.png(100));
        var message = Ids.next();

        assertEquals(Set.of(message), claim(use(message, deleted)));
        assertEquals(Set.of(message), claim(use(message, foreign)));
        assertEquals(Set.of(), claim());
    }

    @Test
    void claimIsRolledBackWithItsTransaction() {
        var file = api.upload("?validity=0", "image/png", FileSamples.png(100));

        wait(pool.withTransaction(connection -> media.claim(connection, List.of(use(Ids.next(), file)))
                        .onItem()
                        .failWith(() -> new IllegalStateException("not accepted")))
                .onFailure()
                .recoverWithNull());

        assertEquals(Optional.empty(), violation(file, MediaKind.IMAGE));
    }

    @Test
    void usedOneTimeFileIsRemovedAfterTheJobOfItsMessage() {
        var file = api.upload("?validity=0", "image/png", FileSamples.png(100));
        var message = Ids.next();
        claim(use(message, file));
        sql(
                "insert into dispatch_job (message_id, account_id, sender_id, channel, lane, due_at, expires_at)"
                        + " values ($1, $2, $3, 'none', 1, now() + interval '1 day', now() + interval '1 day')",
                message,
                account,
                number.id());
        sql("update media set expires_at = now() where id = $1", file);

        wait(maintenance.removeExpired());
        assertTrue(Disk.contains(file));

        sql("delete from dispatch_job where message_id = $1", message);
        wait(maintenance.removeExpired());
        Eventually.holds(() -> assertFalse(Disk.contains(file)));
        assertEquals(0, usage());
    }

    private long usage() {
        return sql("select bytes from media_usage where account_id = $1", account)
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
        return wait(media.handle(file, Ids.next(), number));
    }

    private static Object outcome(MediaHandle handle) {
        return assertInstanceOf(NotReady.class, handle).outcome();
    }

    private Optional<String> violation(UUID file, MediaKind kind) {
        return wait(media.check(account, Set.of(file))).error(file, kind);
    }

    private Set<UUID> claim(MediaUse... uses) {
        return wait(pool.withTransaction(connection -> media.claim(connection, List.of(uses))));
    }

    private MediaUse use(UUID message, UUID file) {
        return new MediaUse(message, account, file);
    }
}
