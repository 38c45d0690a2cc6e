package io.parley.flow.endpoint;

import static io.parley.flow.endpoint.FlowKeyRequests.create;
import static io.parley.flow.endpoint.FlowKeyRequests.operator;
import static io.parley.flow.endpoint.FlowKeyRequests.read;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.flow.MetaFlowsServer;
import io.parley.model.Topics;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.TopicLoss;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to stored keys without a request. */
@Tag("slow")
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class FlowKeyMaintenanceTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    FlowKeyRequests flowKeys;

    @Inject
    Pool pool;

    @Inject
    KeyEncryption encryption;

    @Test
    void keysArePublishedAgainWhenTheirTopicWasLost() throws Exception {
        create(customer.number());
        Eventually.holds(() -> assertTrue(keys() != null && keys().active()));

        TopicLoss.of(Topics.FLOW_KEYS);

        Eventually.holds(() -> assertTrue(keys() != null && keys().active()));
        assertEquals(1, keys().keys().size());
    }

    @Test
    void aFormerKeyIsDeletedWhenItsTimeEnds() {
        create(customer.number());
        create(customer.number()).body("keys", hasSize(2));

        execute(
                "update endpoint_key set valid_until = now() - interval '1 second' where valid_until is not null"
                        + " and sender_id = $1",
                customer.number().id());

        Eventually.holds(
                () -> read(customer.number()).body("keys", hasSize(1)).body("keys[0].state", equalTo("current")));
        Eventually.equal(1, () -> keys().keys().size());
        assertTrue(keys().active());
    }

    @Test
    void aFormerSecretIsDeletedWhenItsTimeEnds() {
        secret();
        secret();
        Eventually.holds(() -> assertNotNull(secrets().previous()));

        execute(
                "update endpoint_secret set previous_until = now() - interval '1 second' where account_id = $1",
                customer.id());

        Eventually.holds(() -> assertNull(secrets().previous()));
    }

    @Test
    void whatWasEncryptedWithAFormerKeyEncryptionKeyIsEncryptedAgain() throws Exception {
        create(customer.number()).statusCode(201);
        secret();
        Eventually.holds(() -> assertNotNull(secrets()));
        var key = UUID.fromString(read(customer.number()).extract().path("keys[0].id"));
        var context = PrivateKey.context(key, customer.number().providerId());
        var plain = encryption.decrypt(keys().keys().getFirst().encrypted(), context);
        var secret = encryption.decrypt(secrets().current(), SigningSecrets.context(customer.id()));

        execute(
                "update endpoint_key set private_key = $2 where sender_id = $1",
                customer.number().id(),
                encrypted(plain, context));
        execute(
                "update endpoint_secret set current_secret = $2 where account_id = $1",
                customer.id(),
                encrypted(secret, SigningSecrets.context(customer.id())));

        Eventually.holds(() -> assertEquals(0L, count(customer.number().id(), customer.id())));
        Eventually.holds(
                () -> assertTrue(encryption.isCurrent(keys().keys().getFirst().encrypted())));
        Eventually.holds(() -> assertTrue(encryption.isCurrent(secrets().current())));
        assertArrayEquals(plain, encryption.decrypt(keys().keys().getFirst().encrypted(), context));
        assertArrayEquals(secret, encryption.decrypt(secrets().current(), SigningSecrets.context(customer.id())));
        read(customer.number()).body("check.result", equalTo("ok"));
    }

    /** Rows that the former key-encryption key has encrypted. */
    private long count(UUID sender, UUID account) {
        return pool.preparedQuery(
                        "select (select count(*) from endpoint_key where sender_id = $1 and private_key like $3)"
                                + " + (select count(*) from endpoint_secret where account_id = $2 and current_secret like $3)")
                .executeAndAwait(Tuple.of(sender, account, "v1:" + id() + ":%"))
                .iterator()
                .next()
                .getLong(0);
    }

    private void execute(String sql, Object... values) {
        pool.preparedQuery(sql).executeAndAwait(Tuple.from(Arrays.asList(values)));
    }

    private void secret() {
        operator()
                .post("/operator/v1/accounts/" + customer.id() + "/flow-signing-secret")
                .then()
                .statusCode(201);
    }

    private NumberKeys keys() {
        return flowKeys.of(customer.number());
    }

    private SigningSecrets secrets() {
        return flowKeys.secrets(customer.id());
    }

    /** Written from the documentation of the format. */
    private static String encrypted(byte[] plain, String context) throws Exception {
        var nonce = new byte[12];
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(oldKey(), "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        var sealed = cipher.doFinal(plain);
        var data =
                ByteBuffer.allocate(12 + sealed.length).put(nonce).put(sealed).array();
        return "v1:" + id() + ":" + Base64.getEncoder().encodeToString(data);
    }

    private static String id() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(oldKey()), 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] oldKey() {
        return Base64.getDecoder().decode(MetaKeys.OLD_ENCRYPTION_KEY);
    }
}
