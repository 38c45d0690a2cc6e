package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A third-party client of Meta's Graph API, npm's @great-detail/whatsapp, works with the sandbox's account side and its
 * templates, so tests against the sandbox are meaningful. The package has no methods for uploads and commerce settings; these calls use its
 * HTTP client.
 */
@Timeout(120)
@Tag("slow")
class SandboxGraphPeerTest {
    private static final String ACCOUNT = LocalIdentities.WABA_ID;
    private static final String NUMBER = LocalIdentities.WHATSAPP_PHONE_NUMBER_ID;
    private static final String APP = "305500000000001";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3};

    private static StandaloneSandbox sandbox;

    private NodeScript client;
    private SandboxControl control;

    @BeforeAll
    static void startSandbox() throws Exception {
        sandbox = StandaloneSandbox.start("sandbox-graph-peer");
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void startClient() throws Exception {
        control = new SandboxControl(sandbox.url());
        control.post("/control/reset", Map.of());
        client = NodeScript.start(
                "graph-client.cjs",
                sandbox.url(),
                LocalIdentities.META_TOKEN,
                LocalIdentities.META_APP_SECRET,
                LocalIdentities.META_VERIFY_TOKEN);
    }

    @AfterEach
    void stopClient() throws Exception {
        client.close();
    }

    /** Calls a method of the package. Returns its result. */
    private JsonNode call(String method, Object parameters) throws Exception {
        return result(method, Map.of("call", method, "with", parameters));
    }

    private JsonNode http(String method, String path, Map<String, ?> more) throws Exception {
        var request = new HashMap<String, Object>(Map.of("http", method, "path", path));
        request.putAll(more);
        return result(method + " " + path, request);
    }

    private JsonNode result(String name, Map<String, ?> request) throws Exception {
        var earlier = results(name);
        client.send(request);
        return ProductTeam.eventually(name, () -> client.output("json")
                        .filter(line -> isOf(line, name))
                        .skip(earlier)
                        .findFirst()
                        .orElse(null))
                .path("json");
    }

    private long results(String name) {
        return client.output("json").filter(line -> isOf(line, name)).count();
    }

    private static boolean isOf(JsonNode line, String name) {
        return line.path("result").asText().equals(name)
                || line.path("failure").asText().equals(name);
    }

    @Test
    void profileIsUpdatedAndRead() throws Exception {
        var updated = call(
                "businessProfile.updateBusinessProfile",
                Map.of("phoneNumberID", NUMBER, "about", "Open daily", "vertical", "RETAIL", "websites", List.of()));
        assertTrue(updated.path("success").asBoolean(), updated.toString());

        var profile = call(
                        "businessProfile.getBusinessProfile",
                        Map.of("phoneNumberID", NUMBER, "fields", List.of("about", "vertical", "websites")))
                .at("/data/0");

        assertEquals("Open daily", profile.path("about").asText());
        assertEquals("RETAIL", profile.path("vertical").asText());
    }

    @Test
    void rejectedProfileIsMetasError() throws Exception {
        var rejected = call(
                "businessProfile.updateBusinessProfile",
                Map.of("phoneNumberID", NUMBER, "description", "x".repeat(257)));

        assertEquals(100, rejected.at("/error/code").asInt(), rejected.toString());
    }

    @Test
    void accountsAndNumbersAreRead() throws Exception {
        var account =
                call("whatsappBusinessAccount.get", List.of(ACCOUNT, Map.of("fields", List.of("name", "country"))));
        var numbers = call("phoneNumbers.listPhoneNumbers", Map.of("businessAccountID", ACCOUNT));
        var number = call(
                "phoneNumbers.getPhoneNumber",
                Map.of("phoneNumberID", NUMBER, "fields", List.of("status", "quality_score", "throughput")));

        assertEquals(ACCOUNT, account.path("id").asText());
        assertEquals("DE", account.path("country").asText());
        assertEquals(NUMBER, numbers.at("/data/0/id").asText());
        assertEquals("CONNECTED", number.path("status").asText());
        assertEquals("STANDARD", number.at("/throughput/level").asText());
    }

    @Test
    void uploadedPictureIsServed() throws Exception {
        var upload = http(
                        "POST",
                        APP + "/uploads",
                        Map.of(
                                "query",
                                Map.of("file_name", "logo.png", "file_type", "image/png", "file_length", PNG.length)))
                .path("id")
                .asText();
        send(upload, 0, 0, 6);
        var offset = http("GET", upload, Map.of()).path("file_offset").asInt();
        assertEquals(6, offset);
        var handle = send(upload, offset, offset, PNG.length).path("h").asText();

        call(
                "businessProfile.updateBusinessProfile",
                Map.of("phoneNumberID", NUMBER, "profile_picture_handle", handle));

        var url = call(
                        "businessProfile.getBusinessProfile",
                        Map.of("phoneNumberID", NUMBER, "fields", List.of("profile_picture_url")))
                .at("/data/0/profile_picture_url")
                .asText();
        try (var http = HttpClient.newHttpClient()) {
            var picture = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
            assertArrayEquals(PNG, picture.body());
            assertEquals(
                    "image/png", picture.headers().firstValue("content-type").orElseThrow());
        }
    }

    private JsonNode send(String upload, int offset, int from, int to) throws Exception {
        var bytes = Arrays.copyOfRange(PNG, from, to);
        return http(
                "POST",
                upload,
                Map.of(
                        "authorization",
                        "OAuth " + LocalIdentities.META_TOKEN,
                        "offset",
                        offset,
                        "base64",
                        Base64.getEncoder().encodeToString(bytes)));
    }

    @Test
    void commerceSettingsAreChanged() throws Exception {
        var path = NUMBER + "/whatsapp_commerce_settings";

        assertTrue(http("POST", path, Map.of("query", Map.of("is_catalog_visible", true)))
                .path("success")
                .asBoolean());

        assertTrue(http("GET", path, Map.of()).at("/data/0/is_catalog_visible").asBoolean());
    }

    @Test
    void webhookOfAChangeIsVerifiedByTheClient() throws Exception {
        var port = client.await("port").path("port").asInt();
        var subscribed = call(
                "subscribedApps.createSubscription",
                Map.of(
                        "businessAccountID",
                        ACCOUNT,
                        "override_callback_uri",
                        "http://127.0.0.1:" + port + "/",
                        "verify_token",
                        LocalIdentities.META_VERIFY_TOKEN));
        assertTrue(subscribed.path("success").asBoolean(), subscribed.toString());
        assertTrue(client.await("handshake").path("handshake").asBoolean());

        control.change("/control/numbers/" + NUMBER + "/limit", Map.of("tier", "TIER_100K"));

        var change = client.await("webhook").at("/webhook/entry/0/changes/0");
        assertEquals("phone_number_quality_update", change.path("field").asText());
        assertEquals("TIER_100K", change.at("/value/current_limit").asText());
        var apps = call("subscribedApps.listSubscriptions", Map.of("businessAccountID", ACCOUNT));
        assertTrue(apps.at("/data/0/override_callback_uri").asText().contains(":" + port));
    }

    @Test
    void templateIsCreatedReadEditedAndDeleted() throws Exception {
        var created = call("template.create", List.of(ACCOUNT, template("table_ready", "Your table is ready now.")));
        var id = created.path("id").asText();
        assertEquals("PENDING", created.path("status").asText(), created.toString());
        control.change("/control/templates/" + id + "/reject", Map.of("reason", "INVALID_FORMAT"));

        var read = call("template.get", List.of(id, Map.of("fields", List.of("status", "rejected_reason", "name"))));
        var listed =
                call("template.list", List.of(ACCOUNT, Map.of("status", List.of("REJECTED", "PAUSED"), "limit", 10)));
        var edited = call(
                "template.update",
                List.of(id, Map.of("components", List.of(Map.of("type", "BODY", "text", "It is ready now.")))));
        var deleted = call("template.delete", List.of(ACCOUNT, Map.of("name", "table_ready")));

        assertEquals("INVALID_FORMAT", read.path("rejected_reason").asText());
        assertEquals(id, listed.at("/data/0/id").asText(), listed.toString());
        assertEquals(1, listed.path("data").size());
        assertTrue(edited.path("success").asBoolean(), edited.toString());
        assertTrue(deleted.path("success").asBoolean(), deleted.toString());
    }

    private static Map<String, Object> template(String name, String text) {
        return Map.of(
                "name",
                name,
                "language",
                "en",
                "category",
                "UTILITY",
                "components",
                List.of(Map.of("type", "BODY", "text", text)));
    }

    @Test
    void rejectedTemplateIsMetasError() throws Exception {
        var rejected = call("template.create", List.of(ACCOUNT, template("table_ready", "Your table is for {{1}}")));

        assertEquals(2388299, rejected.at("/error/error_subcode").asInt(), rejected.toString());
        assertTrue(rejected.at("/error/error_user_title").isTextual(), rejected.toString());
    }
}
