package io.parley.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** An endpoint of Flows, as a business has one: checks the signature, decrypts, and encrypts the configured answer. */
final class FlowEndpointServer implements AutoCloseable {
    private static final String ACTIVE = "{\"data\":{\"status\":\"active\"}}";

    private final HttpServer server;
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private volatile KeyPair keys = newKeys();
    private volatile Function<JsonNode, Answer> answer = request -> Answer.encrypted(ACTIVE);

    /** @param isEncrypted whether the body is encrypted before it is sent */
    record Answer(int status, String body, boolean isEncrypted, long delayMs) {
        static Answer encrypted(String json) {
            return new Answer(200, json, true, 0);
        }

        static Answer plain(int status, String body) {
            return new Answer(status, body, false, 0);
        }
    }

    FlowEndpointServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    static KeyPair newKeys() {
        return newKeys(2048);
    }

    static KeyPair newKeys(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(KeyPair keys) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/flow";
    }

    String publicKey() {
        return pem(keys);
    }

    /** Uses new keys; requests to the former public key are answered with 421. */
    void rotate() {
        keys = newKeys();
    }

    void answerWith(Function<JsonNode, Answer> next) {
        answer = next;
    }

    /** Returns the decrypted requests so far. */
    List<JsonNode> requests() {
        return requests;
    }

    void clear() {
        requests.clear();
        answer = request -> Answer.encrypted(ACTIVE);
    }

    private void handle(HttpExchange call) throws IOException {
        var body = call.getRequestBody().readAllBytes();
        try {
            if (!signature(body).equals(call.getRequestHeaders().getFirst("X-Hub-Signature-256"))) {
                respond(call, 432, "");
                return;
            }
            respond(call, body);
        } catch (GeneralSecurityException e) {
            respond(call, 421, "");
        }
    }

    private static String signature(byte[] body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("sandbox-app-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private void respond(HttpExchange call, byte[] body) throws GeneralSecurityException, IOException {
        var sealed = Json.parse(body);
        var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                keys.getPrivate(),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        var key = rsa.doFinal(bytes(sealed, "encrypted_aes_key"));
        var iv = bytes(sealed, "initial_vector");
        var request = Json.parse(gcm(Cipher.DECRYPT_MODE, key, iv).doFinal(bytes(sealed, "encrypted_flow_data")));
        requests.add(request);
        var next = answer.apply(request);
        Stage.pause(next.delayMs);
        for (var i = 0; i < iv.length; i++) {
            iv[i] ^= (byte) 0xff;
        }
        var text = next.isEncrypted
                ? Base64.getEncoder()
                        .encodeToString(
                                gcm(Cipher.ENCRYPT_MODE, key, iv).doFinal(next.body.getBytes(StandardCharsets.UTF_8)))
                : next.body;
        respond(call, next.status, text);
    }

    private static byte[] bytes(JsonNode json, String name) {
        return Base64.getDecoder().decode(json.path(name).asText());
    }

    private static Cipher gcm(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        return cipher;
    }

    private static void respond(HttpExchange call, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "text/plain");
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            call.getResponseBody().write(bytes);
        }
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
