package io.parley.sandbox.meta.account;

import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.meta.error.GraphRejection;
import io.parley.sandbox.web.HttpCall;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * {@code GET} and {@code POST /{phone_number_id}/whatsapp_business_encryption}: the public key to which the phones of persons
 * encrypt the data of Flows. Meta signs it; the status of the signature is VALID until Meta no longer recognizes the number.
 */
final class SandboxEncryptionApi {
    private static final String KEY = "business_public_key";
    private static final int BITS = 2048;
    private static final int NOT_REGISTERED = 133010;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    void read(HttpCall call, SandboxPhoneNumber number) {
        call.respond(200, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            if (number.publicKey != null) {
                json.writeStartObject();
                json.writeStringField(KEY, number.publicKey);
                json.writeStringField("business_public_key_signature_status", number.keySignatureStatus);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    void update(HttpCall call, SandboxPhoneNumber number) {
        var pem = GraphParameters.of(call).required(KEY);
        if (!number.registered) {
            throw new GraphRejection(GraphErrorResponse.of(NOT_REGISTERED, "The number is not registered."));
        }
        if (parse(pem).getModulus().bitLength() != BITS) {
            throw GraphRejection.badParameter("Param " + KEY + " must be an RSA key of " + BITS + " bits.");
        }
        number.publicKey = pem;
        number.keySignatureStatus = SandboxPhoneNumber.VALID;
        AccountGraphApi.succeed(call);
    }

    /** Reads a public key in PEM format. */
    static RSAPublicKey parse(String pem) {
        var found = PEM.matcher(pem);
        if (!found.matches()) {
            throw GraphRejection.badParameter("Param " + KEY + " must be a public key in PEM format.");
        }
        try {
            var der = Base64.getMimeDecoder().decode(found.group(1));
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw GraphRejection.badParameter("Param " + KEY + " must be an RSA public key.");
        }
    }
}
