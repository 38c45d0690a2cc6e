package io.parley.local;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts webhooks of Meta's whose content the sandbox would not send.
 *
 * @param url of the gateway's webhooks
 * @param secret that signs them
 */
record SignedMetaWebhook(String url, String secret) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static SignedMetaWebhook to(Platform platform) {
        return new SignedMetaWebhook(platform.endpoints().webhooks(), LocalIdentities.META_APP_SECRET);
    }

    SignedMetaWebhook withSecret(String other) {
        return new SignedMetaWebhook(url, other);
    }

    /** A change that reports a message as delivered. */
    static String delivered(String wamid) {
        return """
                {"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},
                 "statuses":[{"id":"%s","status":"delivered","timestamp":"1772442900","recipient_id":"4915120000050"}]}}""".formatted(LocalIdentities.WHATSAPP_PHONE_NUMBER_ID, wamid);
    }

    /**
     * @param entry id of the entry
     * @param changes JSON objects, separated by commas
     */
    HttpResponse<String> post(String entry, String changes) throws Exception {
        var body = "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"%s\",\"changes\":[%s]}]}"
                .formatted(entry, changes);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        var request = HttpRequest.newBuilder(URI.create(url + "/meta"))
                .header("content-type", "application/json")
                .header("x-hub-signature-256", "sha256=" + signature)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
