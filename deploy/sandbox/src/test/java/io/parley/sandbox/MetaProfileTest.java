package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles and commerce settings of a number. */
class MetaProfileTest {
    private static final String PROFILE = GraphStage.NUMBER + "/whatsapp_business_profile";
    private static final String COMMERCE = GraphStage.NUMBER + "/whatsapp_commerce_settings";
    private static final String FIELDS =
            "?fields=about,address,description,email,profile_picture_url,websites,vertical";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final GraphStage graph = new GraphStage(STAGE);

    private JsonNode profile() {
        return graph.get(PROFILE + FIELDS).json().at("/data/0");
    }

    private Stage.Response update(String members) {
        return graph.post(PROFILE, "{\"messaging_product\":\"whatsapp\"," + members + "}");
    }

    @Test
    void updateChangesOnlyItsMembers() {
        graph.assertSucceeded(update("\"about\":\"Open daily\",\"email\":\"shop@example.com\",\"vertical\":\"RETAIL\","
                + "\"websites\":[\"https://example.com\",\"http://example.org/a\"]"));

        graph.assertSucceeded(update("\"about\":\"Closed\""));

        var profile = profile();
        assertEquals("Closed", profile.path("about").asText());
        assertEquals("shop@example.com", profile.path("email").asText());
        assertEquals("RETAIL", profile.path("vertical").asText());
        assertEquals(2, profile.path("websites").size());
        assertEquals("whatsapp", profile.path("messaging_product").asText());
        assertFalse(profile.has("address"));
    }

    @Test
    void emptyValueClears() {
        update("\"address\":\"A\",\"description\":\"D\",\"email\":\"shop@example.com\",\"vertical\":\"RETAIL\","
                + "\"websites\":[\"https://example.com\"]");

        graph.assertSucceeded(
                update("\"address\":\"\",\"description\":\"\",\"email\":\"\",\"vertical\":\"\",\"websites\":[]"));

        var profile = profile();
        for (var name : new String[] {"address", "description", "email", "websites"}) {
            assertFalse(profile.has(name), profile.toString());
        }
        assertEquals("UNDEFINED", profile.path("vertical").asText());
    }

    @Test
    void valuesOfMaximumLengthAreAccepted() {
        graph.assertSucceeded(update("\"about\":\"%s\",\"address\":\"%s\",\"description\":\"%s\",\"email\":\"%s@x.de\""
                .formatted("🙂".repeat(139), "a".repeat(256), "d".repeat(256), "e".repeat(123))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"about\":\"\" | about must be at least 1",
                "\"about\":\"{140}\" | about must be at most 139",
                "\"address\":\"{257}\" | address must be at most 256",
                "\"description\":\"{257}\" | description must be at most 256",
                "\"email\":\"shop\" | email must be a valid email",
                "\"email\":\"{124}@x.de\" | email must be at most 128",
                "\"websites\":\"https://example.com\" | websites must be an array",
                "\"websites\":[\"https://a.de\",\"https://b.de\",\"https://c.de\"] | at most 2",
                "\"websites\":[\"example.com\"] | websites[0] must be a valid URI",
                "\"websites\":[\"https://a.de\",\"https://{257}\"] | websites[1] must be at most 256",
                "\"vertical\":\"SHOES\" | vertical must be one of",
                "\"about\":7 | about must be a string",
                "\"profile_picture_handle\":\"4::x\" | profile_picture_handle is not a valid handle",
                "\"colour\":\"red\" | Unexpected key"
            })
    void invalidUpdateIsRejectedAndChangesNothing(String member, String message) {
        var length = member.replaceAll(".*\\{(\\d+)}.*", "$1");
        var filled =
                member.equals(length) ? member : member.replaceAll("\\{\\d+}", "x".repeat(Integer.parseInt(length)));

        var response = update("\"description\":\"new\"," + filled);

        graph.assertRejected(response, 400, 100, message);
        assertFalse(profile().has("about"));
        assertFalse(profile().path("description").asText().equals("new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "x", "{\"messaging_product\":\"viber\",\"about\":\"A\"}"})
    void updateWithoutTheProductIsRejected(String body) {
        graph.assertRejected(graph.post(PROFILE, body), 400, 100, "messaging_product is required");
    }

    @Test
    void readsSelectFields() {
        update("\"about\":\"A\",\"address\":\"B\"");

        assertEquals(
                "{\"messaging_product\":\"whatsapp\"}",
                graph.get(PROFILE).json().at("/data/0").toString());
        assertEquals(
                "{\"address\":\"B\",\"messaging_product\":\"whatsapp\"}",
                graph.get(PROFILE + "?fields=address").json().at("/data/0").toString());
        graph.assertRejected(graph.get(PROFILE + "?fields=colour"), 400, 100, "nonexisting field (colour)");
        graph.assertRejected(graph.call("DELETE", PROFILE, ""), 400, 100, "nonexisting field");
    }

    @Test
    void profileCanBeNested() {
        STAGE.faults("{\"accounts\":{\"nestedProfile\":true}}");

        assertEquals(
                "UNDEFINED",
                graph.get(PROFILE + FIELDS)
                        .json()
                        .at("/data/0/business_profile/vertical")
                        .asText());
    }

    @Test
    void commerceSettingsAreChangedByQuery() {
        var before = graph.get(COMMERCE).json().at("/data/0");
        assertTrue(before.path("is_cart_enabled").asBoolean());
        assertFalse(before.path("is_catalog_visible").asBoolean(true));

        graph.assertSucceeded(graph.post(COMMERCE + "?is_catalog_visible=true", ""));
        graph.assertSucceeded(graph.post(COMMERCE + "?is_cart_enabled=false", ""));

        var after = graph.get(COMMERCE).json().at("/data/0");
        assertFalse(after.path("is_cart_enabled").asBoolean(true));
        assertTrue(after.path("is_catalog_visible").asBoolean());
        assertEquals(before.path("id").asText(), after.path("id").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "'', is_catalog_visible is required",
        "?is_catalog_visible=maybe, is_catalog_visible must be a boolean",
        "?is_catalog_visible=true&is_cart_enabled=, is_cart_enabled must be a boolean"
    })
    void invalidCommerceSettingsAreRejected(String query, String message) {
        graph.assertRejected(graph.post(COMMERCE + query, ""), 400, 100, message);

        assertFalse(graph.get(COMMERCE).json().at("/data/0/is_catalog_visible").asBoolean(true));
    }
}
