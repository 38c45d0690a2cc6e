package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The public link to the preview of a flow: through the front, in a browser, without a key. */
@ExtendWith(OnePlatform.class)
@Timeout(300)
@Tag("slow")
class FlowPreviewLinkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLOWS = "/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/flows";

    private final Platform platform;
    private final ProductTeam team;

    FlowPreviewLinkTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
    }

    @Test
    void aFlowIsTriedByWhoHasTheLink() throws Exception {
        var flow = create("preview_link");
        var link = preview(flow, "");
        assertTrue(link.startsWith(platform.endpoints().front() + "/flow-previews/"), link);
        var page = get(link);
        assertEquals(200, page.statusCode());
        assertFalse(page.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .contains("unsafe"));

        try (var browser = PreviewBrowser.start()) {
            var result = browser.run("visit", link);
            assertEquals("2026-12-23", result.path("completed").path("day").asText(), result.toString());
        }

        var replaced = preview(flow, "?invalidate=true");
        assertEquals(404, get(link).statusCode());
        assertEquals(200, get(replaced).statusCode());
        assertEquals(200, call("DELETE", FLOWS + "/" + flow, null).statusCode());
        assertEquals(get(link).body(), get(replaced).body());
    }

    private String create(String name) throws Exception {
        var created = ProductTeam.eventually("the account is known", () -> tryCreate(name));
        var id = created.path("flowId").asText();
        var file = Files.readString(PreviewBrowser.FLOWS.resolve("visit.json"));
        var uploaded = call("POST", FLOWS + "/" + id + "/assets", file);
        assertEquals(200, uploaded.statusCode(), uploaded.body());
        return id;
    }

    private JsonNode tryCreate(String name) {
        try {
            var response = call("POST", FLOWS, "{\"name\":\"" + name + "\",\"categories\":[\"SURVEY\"]}");
            return response.statusCode() == 201 ? JSON.readTree(response.body()) : null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String preview(String flow, String query) throws Exception {
        var response = call("GET", FLOWS + "/" + flow + "/preview" + query, null);
        assertEquals(200, response.statusCode(), response.body());
        return JSON.readTree(response.body()).path("previewUrl").asText();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return team.call(method, path, body);
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
