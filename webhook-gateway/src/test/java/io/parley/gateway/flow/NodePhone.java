package io.parley.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;

/**
 * A person's phone: encrypts and decrypts with Node, so that a misread specification cannot cancel out on both sides. A
 * test fails if Node is not installed.
 */
final class NodePhone implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process node;
    private final PrintWriter input;
    private final BufferedReader output;

    /**
     * A request as Meta sends it.
     *
     * @param body what is sent
     * @param key the AES key, with which the response is decrypted
     */
    record Sent(byte[] body, String key, String iv) {}

    NodePhone() throws IOException, URISyntaxException {
        var script = Path.of(NodePhone.class.getResource("/flow/phone.mjs").toURI());
        node = new ProcessBuilder("node", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        input = new PrintWriter(node.outputWriter(StandardCharsets.UTF_8), true);
        output = node.inputReader(StandardCharsets.UTF_8);
    }

    Sent encrypt(PublicKey publicKey, String json) throws IOException {
        return encrypt(publicKey, json.getBytes(StandardCharsets.UTF_8));
    }

    Sent encrypt(PublicKey publicKey, byte[] content) throws IOException {
        var answer = call(Map.of("publicKey", pem(publicKey), "content", base64(content)));
        return new Sent(
                answer.path("body").asText().getBytes(StandardCharsets.UTF_8),
                answer.path("key").asText(),
                answer.path("iv").asText());
    }

    String decrypt(Sent request, String response) throws IOException {
        var answer = call(Map.of("key", request.key(), "iv", request.iv(), "response", response));
        return new String(Base64.getDecoder().decode(answer.path("content").asText()), StandardCharsets.UTF_8);
    }

    private synchronized JsonNode call(Map<String, String> request) throws IOException {
        input.println(JSON.writeValueAsString(request));
        var answer = JSON.readTree(output.readLine());
        if (answer.has("error")) {
            throw new AssertionError(answer.path("error").asText());
        }
        return answer;
    }

    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + base64(key.getEncoded()) + "\n-----END PUBLIC KEY-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        node.destroy();
    }
}
