package io.parley.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * The body of a request as Meta sends it.
 *
 * @param data content and tag, encrypted with the AES key
 * @param aesKey the AES key of this request, encrypted with the public key of the number
 * @param iv initialization vector of the content
 * @see <a href="https://developers.facebook.com/docs/whatsapp/flows/guides/implementingyourflowendpoint">Meta:
 *     implementing endpoints for Flows</a>
 */
record EncryptedFlow(byte[] data, byte[] aesKey, byte[] iv) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty if the body does not have the three members in Base64. */
    static Optional<EncryptedFlow> parse(byte[] body) {
        try {
            var json = JSON.readTree(body);
            return Optional.of(new EncryptedFlow(
                    bytes(json, "encrypted_flow_data"),
                    bytes(json, "encrypted_aes_key"),
                    bytes(json, "initial_vector")));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(JsonNode json, String member) {
        var text = json == null ? null : json.path(member).textValue();
        if (text == null) {
            throw new IllegalArgumentException(member + " is missing");
        }
        return Base64.getDecoder().decode(text);
    }
}
