package io.parley.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads of business accounts and numbers. */
class MetaAccountsTest {
    private static final String NUMBER_FIELDS =
            "id,display_phone_number,verified_name,quality_rating,code_verification_status,platform_type,host_platform,"
                    + "throughput,status,name_status,is_official_business_account,messaging_limit_tier,"
                    + "whatsapp_business_manager_messaging_limit,account_mode,webhook_configuration,username";
    private static final String ACCOUNT_FIELDS =
            "id,name,timezone_id,message_template_namespace,currency,country,account_review_status,"
                    + "business_verification_status,ownership_type,on_behalf_of_business_info,owner_business_info,"
                    + "primary_business_location,health_status";

    @RegisterExtension
    static final Stage STAGE = new Stage();

    private final GraphStage graph = new GraphStage(STAGE);

    @Test
    void accountHasAllFieldsThatHaveAValue() {
        var account = graph.get("/205500000000001?fields=" + ACCOUNT_FIELDS).json();

        var expected = new TreeSet<>(Set.of(ACCOUNT_FIELDS.split(",")));
        expected.remove("on_behalf_of_business_info");
        assertEquals(expected, names(account));
        assertEquals("APPROVED", account.path("account_review_status").asText());
        assertEquals("405500000000001", account.at("/owner_business_info/id").asText());
        assertEquals("AVAILABLE", account.at("/health_status/can_send_message").asText());
    }

    @Test
    void numberHasAllFieldsThatHaveAValue() {
        var number = graph.get("/105500000000001?fields=" + NUMBER_FIELDS).json();

        var expected = new TreeSet<>(Set.of(NUMBER_FIELDS.split(",")));
        expected.remove("username");
        assertEquals(expected, names(number));
        assertEquals("STANDARD", number.at("/throughput/level").asText());
        assertFalse(number.path("is_official_business_account").asBoolean(true));
    }

    @Test
    void onlyRequestedFieldsAndTheIdAreReturned() {
        assertEquals(
                Set.of("id", "currency"),
                names(graph.get("/205500000000001?fields=currency").json()));
        assertEquals(
                Set.of("id", "status"),
                names(graph.get("/105500000000001?fields=status").json()));
        assertEquals(
                Set.of("id", "name", "timezone_id", "message_template_namespace"),
                names(graph.get("/205500000000001").json()));
        assertFalse(graph.get("/105500000000001").json().has("account_mode"));
    }

    @Test
    void fieldsWithinAnObjectAreSelected() {
        var owner = graph.get("/205500000000001?fields=owner_business_info%7Bid%7D,name")
                .json()
                .path("owner_business_info");

        assertEquals(Set.of("id"), names(owner));
    }

    @ParameterizedTest
    @CsvSource({
        "/205500000000001?fields=name%2Cdance, 100, nonexisting field (dance) on node type (WhatsAppBusinessAccount)",
        "/205500000000001?fields=verified_name, 100, nonexisting field (verified_name)",
        "/105500000000001?fields=currency, 100, nonexisting field (currency) on node type (WhatsAppBusinessPhoneNumber)",
        "/205500000000001/phone_numbers?fields=dance, 100, nonexisting field (dance)",
        "/205500000000001?fields=owner_business_info%7Bdance%7D, 100, nonexisting field (dance)",
        "/205500000000001?fields=id%2C, 2500, Syntax error",
        "/205500000000001?fields=owner_business_info%7Bid, 2500, Syntax error",
        "/205500000000001/phone_numbers?limit=x, 100, Param limit",
        "/205500000000001/phone_numbers?limit=0, 100, Param limit",
        "/205500000000001/phone_numbers?after=x, 100, Invalid cursors",
        "/205500000000001/dance, 100, nonexisting field (dance)"
    })
    void invalidReadIsRejected(String path, int code, String message) {
        graph.assertRejected(graph.get(path), 400, code, message);
    }

    @Test
    void accountCannotBeWritten() {
        var response = graph.post("/205500000000001", "{}");

        graph.assertRejected(response, 400, 100, "Unsupported post request");
        assertEquals(33, response.json().at("/error/error_subcode").asInt());
    }

    @Test
    void thousandNumbersArePagedInBothDirections() {
        var added = STAGE.post("/control/accounts/205500000000001/numbers", "{\"count\":999}");
        assertEquals(201, added.status(), () -> added.json().toString());

        var forward = walk("/205500000000001/phone_numbers?fields=display_phone_number&limit=100", "next");

        assertEquals(10, forward.size());
        assertEquals(1_000, distinctIds(forward));
        assertFalse(forward.getFirst().path("paging").has("previous"));
        assertEquals(
                Set.of("id", "display_phone_number"), names(forward.getLast().at("/data/0")));
        var last = forward.getLast().at("/paging/cursors/after").asText();
        var backward = walk("/205500000000001/phone_numbers?limit=100&before=" + last, "previous");
        assertEquals(999, distinctIds(backward));
        assertFalse(backward.getLast().path("paging").has("previous"));
    }

    @Test
    void pageHas25EntriesByDefaultAnd100AtMost() {
        STAGE.post("/control/accounts/205500000000001/numbers", "{\"count\":200}");

        assertEquals(
                25,
                graph.get("/205500000000001/phone_numbers").json().path("data").size());
        assertEquals(
                100,
                graph.get("/205500000000001/phone_numbers?limit=5000")
                        .json()
                        .path("data")
                        .size());
    }

    @Test
    void accountWithoutNumbersHasAnEmptyPage() {
        STAGE.call("PUT", "/control/accounts/205500000000009", "{}");

        var page = graph.get("/205500000000009/phone_numbers").json();

        assertEquals(0, page.path("data").size());
        assertFalse(page.has("paging"));
        graph.assertRejected(
                graph.get("/205500000000009/phone_numbers?fields=dance"), 400, 100, "nonexisting field (dance)");
        assertTrue(page.path("data").isArray());
    }

    private List<JsonNode> walk(String path, String link) {
        var pages = new ArrayList<JsonNode>();
        for (var next = path; !next.isEmpty(); next = pathOf(pages.getLast(), link)) {
            var page = graph.get(next);
            assertEquals(200, page.status(), () -> page.json().toString());
            pages.add(page.json());
        }
        return pages;
    }

    /** Returns the path of a link relative to the version; empty if the page has no such link. */
    private static String pathOf(JsonNode page, String link) {
        var url = page.path("paging").path(link).asText("");
        if (url.isEmpty()) {
            return "";
        }
        var uri = URI.create(url);
        return uri.getRawPath().substring(GraphStage.BASE.length()) + "?" + uri.getRawQuery();
    }

    private static int distinctIds(List<JsonNode> pages) {
        var ids = new HashSet<String>();
        pages.forEach(page ->
                page.path("data").forEach(number -> ids.add(number.path("id").asText())));
        return ids.size();
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
