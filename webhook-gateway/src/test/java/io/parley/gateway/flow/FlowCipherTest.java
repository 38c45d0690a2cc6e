package io.parley.gateway.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decryption and encryption, with Node as the other side. */
@Tag("slow")
class FlowCipherTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static NodePhone phone;
    private static KeyPair key;
    private static KeyPair otherKey;

    @BeforeAll
    static void start() throws Exception {
        phone = new NodePhone();
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key = generator.generateKeyPair();
        otherKey = generator.generateKeyPair();
    }

    @AfterAll
    static void stop() {
        phone.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 1_000, 1_000_000})
    void contentOfAnyLengthComesThroughInBothDirections(int length) throws Exception {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        var sent = phone.encrypt(key.getPublic(), content);

        var decrypted = open(sent.body(), key).orElseThrow();
        var answer = "{\"screen\":\"" + "ä".repeat(length / 2) + "\"}";

        assertArrayEquals(content, decrypted.json());
        assertEquals(answer, phone.decrypt(sent, decrypted.encrypt(answer.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void anotherKeyDoesNotDecrypt() throws Exception {
        assertEquals(Optional.empty(), open(phone.encrypt(key.getPublic(), "{}").body(), otherKey));
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted_flow_data", "encrypted_aes_key", "initial_vector"})
    void aFlippedBitIsNoticed(String member) throws Exception {
        var body = (ObjectNode)
                JSON.readTree(phone.encrypt(key.getPublic(), "{\"a\":1}").body());
        var bytes = Base64.getDecoder().decode(body.path(member).asText());

        for (var i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            body.put(member, Base64.getEncoder().encodeToString(bytes));
            assertEquals(Optional.empty(), open(JSON.writeValueAsBytes(body), key), "byte " + i);
            bytes[i] ^= 1;
        }
        body.put(member, Base64.getEncoder().encodeToString(bytes));
        assertTrue(open(JSON.writeValueAsBytes(body), key).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"encrypted_flow_data\":\"AA==\",\"encrypted_aes_key\":\"AA==\"}",
                "{\"encrypted_flow_data\":\"AA==\",\"encrypted_aes_key\":\"AA==\",\"initial_vector\":\"AA==\"}",
                "{\"encrypted_flow_data\":\"\",\"encrypted_aes_key\":\"\",\"initial_vector\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"encrypted_flow_data\":\"!\",\"encrypted_aes_key\":\"AA==\",\"initial_vector\":\"AA==\"}",
                "{\"encrypted_flow_data\":7,\"encrypted_aes_key\":\"AA==\",\"initial_vector\":\"AA==\"}"
            })
    void anythingElseIsNotDecrypted(String body) {
        assertEquals(Optional.empty(), open(body.getBytes(StandardCharsets.UTF_8), key));
    }

    @Test
    void theResponseUsesAnotherInitializationVectorThanTheRequest() throws Exception {
        var sent = phone.encrypt(key.getPublic(), "{\"a\":1}");
        var answer = open(sent.body(), key).orElseThrow().encrypt("{}".getBytes(StandardCharsets.UTF_8));
        var withoutInversion = new NodePhone.Sent(sent.body(), sent.key(), inverted(sent.iv()));

        assertThrows(AssertionError.class, () -> phone.decrypt(withoutInversion, answer));
    }

    private static String inverted(String iv) {
        var bytes = Base64.getDecoder().decode(iv);
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] ^ 0xFF);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Optional<FlowCipher.Decrypted> open(byte[] body, KeyPair pair) {
        return EncryptedFlow.parse(body).flatMap(request -> FlowCipher.decrypt(request, pair.getPrivate()));
    }
}
