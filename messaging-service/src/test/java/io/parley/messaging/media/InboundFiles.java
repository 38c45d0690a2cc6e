package io.parley.messaging.media;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.model.MediaKind;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.test.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Files of inbound messages to a new customer, downloaded from a scripted provider; no partial file may remain. */
@Dependent
class InboundFiles implements BeforeEachCallback, AfterEachCallback {
    static final byte[] IMAGE = FileSamples.png(1_500_000);

    private final InboundMedia media;
    private final Pool pool;
    final MediaCustomer customer;

    InboundFiles(InboundMedia media, Pool pool, MediaCustomer customer) {
        this.media = media;
        this.pool = pool;
        this.customer = customer;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        customer.beforeEach(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Eventually.holds(() -> assertEquals(List.of(), Disk.spooled()));
    }

    UUID expect(String reference, String type, String name, String sha256) {
        return expect(customer.number, reference, type, name, sha256);
    }

    UUID expect(Sender sender, String reference, String type, String name, String sha256) {
        return expect(sender, reference, MediaKind.IMAGE, type, name, sha256);
    }

    UUID expect(Sender sender, String reference, MediaKind kind, String type, String name, String sha256) {
        var file = media.expected(sender, reference, kind, type, name, sha256);
        MediaCustomer.await(pool.withTransaction(connection -> media.insert(connection, List.of(file))));
        media.wake();
        return file.id();
    }

    byte[] fetched(UUID id) {
        Eventually.holds(() -> customer.api.get(id).statusCode(200));
        return customer.api.get(id).extract().asByteArray();
    }

    void assertFailed(UUID id) {
        Eventually.holds(
                () -> customer.api.get(id).statusCode(404).body("detail", containsString("could not be fetched")));
    }

    static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end(Buffer.buffer(status == 200 ? IMAGE : new byte[0]));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
