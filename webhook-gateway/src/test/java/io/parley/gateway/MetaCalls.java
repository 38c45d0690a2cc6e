package io.parley.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends webhooks as Meta does. */
final class MetaCalls {

    private MetaCalls() {}

    static String signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Response post(String body) {
        return post(bytes(body));
    }

    static Response post(byte[] body) {
        return given().contentType("application/json")
                .header("X-Hub-Signature-256", "sha256=" + signature(GatewayProfile.NEW_SECRET, body))
                .body(body)
                .post("/webhooks/meta");
    }

    static String webhook(String... changes) {
        return webhook(List.of(changes));
    }

    static String webhook(List<String> changes) {
        return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"205\",\"time\":1700000000,\"changes\":["
                + changes.stream().collect(Collectors.joining(","))
                + "]}]}";
    }

    static String message(String number, String from, String id) {
        return """
               {"value":{"messaging_product":"whatsapp",
                "metadata":{"display_phone_number":"49 30 5551","phone_number_id":"%s"},
                "contacts":[{"profile":{"name":"J\\u00e9"},"wa_id":"%s"}],
                "messages":[{"from":"%s","id":"%s","timestamp":"1700000000","type":"text","text":{"body":"h\\u00e9 \\/ 12345678901234567890.10"}}]},
                "field":"messages"}""".formatted(number, from, from, id);
    }

    static String status(String number, String to, String id, String status) {
        return """
               {"field":"messages","value":{"statuses":[{"id":"%s","status":"%s","timestamp":"1700000001","recipient_id":"%s"}],
                "metadata":{"phone_number_id":"%s"},"messaging_product":"whatsapp"}}""".formatted(id, status, to, number);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
