package io.parley.local;

import static io.parley.local.ProductTeam.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.test.Contract;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The account side of WhatsApp through the front, against the sandbox in the place of Meta. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class WhatsAppAccountsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ACCOUNTS = "/channels/whatsapp/accounts";
    private static final String NUMBERS = "/channels/whatsapp/phone-numbers";
    private static final String SETTINGS = NUMBERS + "/" + LocalIdentities.WHATSAPP_NUMBER + "/settings";

    private final Platform platform;
    private final ProductTeam team;

    WhatsAppAccountsTest(Platform platform) {
        this.platform = platform;
        this.team = new ProductTeam(platform);
    }

    @Test
    void accountsAreReadAndFiltered() throws Exception {
        var account = eventually("the account is known", () -> first(get(ACCOUNTS, "WhatsAppAccounts")));
        assertEquals(
                LocalIdentities.WHATSAPP_ACCOUNT_ID,
                account.path("whatsAppAccountId").asText());

        get(ACCOUNTS + "/" + LocalIdentities.WHATSAPP_ACCOUNT_ID, "WhatsAppAccount");
        get(ACCOUNTS + "/" + LocalIdentities.WABA_ID, "WhatsAppAccount");
        assertEquals(
                1,
                get(ACCOUNTS + "?phone-number=" + LocalIdentities.WHATSAPP_NUMBER, "WhatsAppAccounts")
                        .size());
        assertEquals(
                0,
                get(ACCOUNTS + "?phoneNumber=%2B4930000000", "WhatsAppAccounts").size());
    }

    @Test
    void phoneNumbersAreReadWithTheirQuality() throws Exception {
        var number = eventually("the number is known", () -> first(get(NUMBERS, "WhatsAppPhoneNumbers")));

        assertEquals(number, get(NUMBERS + "/" + LocalIdentities.WHATSAPP_NUMBER, "WhatsAppPhoneNumber"));
        assertEquals(
                1,
                get(ACCOUNTS + "/" + LocalIdentities.WABA_ID + "/phone-numbers", "WhatsAppPhoneNumbers")
                        .size());
        assertEquals(404, team.call("GET", NUMBERS + "/4930000000", null).statusCode());
    }

    @Test
    void theProfileIsChangedInParts() throws Exception {
        assertEquals(204, patch(Map.of("about", "Open on Sundays", "email", "shop@example.com")));
        assertEquals(204, patch(Map.of("email", "")));

        var profile = get(SETTINGS + "/profile", "WhatsAppProfile");
        assertEquals("Open on Sundays", profile.path("about").asText());
        assertTrue(profile.path("email").asText("").isEmpty(), profile.toString());
        assertEquals(400, patch(Map.of("email", "no address")));
    }

    @Test
    void aLogoIsReplacedAndRead() throws Exception {
        var picture = png(640);

        assertEquals(204, putLogo(picture).statusCode());

        var read = HTTP.send(
                request("/logo").header("accept", "image/png").GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, read.statusCode());
        assertArrayEquals(picture, read.body());
        get(SETTINGS + "/logo?format=link", "WhatsAppProfileLogoLink");
        assertEquals(400, putLogo(png(100)).statusCode());
    }

    @Test
    void commerceIsSwitchedOnAndOff() throws Exception {
        for (var enabled : new boolean[] {true, false}) {
            assertEquals(
                    204,
                    team.call("POST", SETTINGS + "/commerce?enable=" + enabled, null)
                            .statusCode());
            assertEquals(
                    enabled,
                    get(SETTINGS + "/commerce", "WhatsAppCommerceSettings")
                            .path("enabled")
                            .asBoolean());
        }
        assertEquals(400, team.call("POST", SETTINGS + "/commerce", null).statusCode());
    }

    private int patch(Map<String, String> profile) throws Exception {
        return team.call("PATCH", SETTINGS + "/profile", JSON.writeValueAsString(profile))
                .statusCode();
    }

    private HttpResponse<String> putLogo(byte[] picture) throws Exception {
        return HTTP.send(
                request("/logo")
                        .header("content-type", "image/png")
                        .header("accept", "application/problem+json")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(picture))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String setting) {
        return HttpRequest.newBuilder(URI.create(platform.endpoints().api() + SETTINGS + setting))
                .header("apikey", platform.credentials().apiKey());
    }

    private JsonNode get(String path, String schema) {
        try {
            var response = team.call("GET", path, null);
            assertEquals(200, response.statusCode(), response.body());
            Contract.check(schema, response.body());
            return JSON.readTree(response.body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode first(JsonNode list) {
        return list.isEmpty() ? null : list.get(0);
    }

    private static byte[] png(int edge) throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
