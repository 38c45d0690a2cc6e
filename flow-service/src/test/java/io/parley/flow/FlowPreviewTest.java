package io.parley.flow;

import static io.parley.flow.FlowDriver.body;
import static io.parley.flow.FlowDriver.validFlow;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.runtime.test.ContractAssertions;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Public links to previews of flows, and the page behind them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class FlowPreviewTest {
    private static final DateTimeFormatter META = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");
    private static final String UNKNOWN = "/flow-previews/" + "A".repeat(43);

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @Test
    void aLinkIsTheSameUntilItIsReplaced() {
        var id = flows.createComplete("Linked");

        var first = link(id);
        assertTrue(path(first).matches("/flow-previews/[A-Za-z0-9_-]{43}"), first.toString());
        assertTrue(first.path("expiresAt").asText().endsWith("+0000"), first.toString());
        var expiry = OffsetDateTime.parse(first.path("expiresAt").asText(), META);
        var lifetime = Duration.between(OffsetDateTime.now(), expiry);
        assertTrue(lifetime.toDays() >= 29 && lifetime.toDays() <= 30, lifetime.toString());
        assertEquals(first, link(id));
        assertEquals(first, link(id, "?invalidate=false"));
        assertEquals(first, flows.read(id).path("preview"));

        var second = link(id, "?invalidate=true");
        assertNotEquals(path(first), path(second));
        assertEquals(second, link(id));
        given().get(path(second)).then().statusCode(200);
        given().get(path(first)).then().statusCode(404);
    }

    @Test
    void aFlowWithoutALinkShowsNone() {
        assertTrue(flows.read(flows.createComplete("Unlinked")).path("preview").isMissingNode());
    }

    @Test
    void concurrentRequestsGetOneLink() {
        var id = flows.createComplete("Concurrent");

        var links = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> path(link(id))))
                .toList();

        assertEquals(1, links.stream().map(CompletableFuture::join).distinct().count());
    }

    @Test
    void thePageAndItsContentNeedNoKeyAndAreProtected() {
        var id = flows.createComplete("Shown");
        var path = path(link(id));

        for (var response : new Response[] {given().get(path), given().get(path + "/flow"), given().get(UNKNOWN)}) {
            var policy = response.header("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals("no-store", response.header("Cache-Control"));
            assertEquals("noindex, nofollow", response.header("X-Robots-Tag"));
            assertEquals("no-referrer", response.header("Referrer-Policy"));
            assertEquals("nosniff", response.header("X-Content-Type-Options"));
        }
        var page = given().get(path);
        assertEquals(
                "text/html;charset=utf-8", page.contentType().replace(" ", "").toLowerCase());
        assertFalse(page.asString().contains("Thank you"), "the page is the same for all flows");
        given().get(path + "/flow")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("name", equalTo("Shown"))
                .body("json", equalTo(validFlow()))
                .body("errors", equalTo(null));
        given().head(path).then().statusCode(200);
        given().header("Accept", "text/html").get(path).then().statusCode(200);
    }

    @Test
    void endedAndUnknownTokensGetTheSameBytes() {
        var ended = path(link(flows.createComplete("Ended")));
        expire(ended);
        var deletedFlow = flows.createComplete("Deleted");
        var deleted = path(link(deletedFlow));
        flows.delete(deletedFlow).statusCode(200);
        var unknown = given().get(UNKNOWN);

        assertEquals(404, unknown.statusCode());
        for (var path : new String[] {ended, deleted, "/flow-previews/short", UNKNOWN + "%27"}) {
            var response = given().urlEncodingEnabled(false).get(path);
            assertEquals(404, response.statusCode(), path);
            assertArrayEquals(unknown.asByteArray(), response.asByteArray(), path);
        }
        var content = given().get(ended + "/flow");
        assertEquals(404, content.statusCode());
        assertEquals("application/problem+json", content.contentType());
        assertArrayEquals(given().get(UNKNOWN + "/flow").asByteArray(), content.asByteArray());
    }

    @Test
    void anEndedLinkIsReplacedByANewOne() {
        var id = flows.createComplete("Renewed");
        var ended = path(link(id));
        expire(ended);
        assertTrue(flows.read(id).path("preview").isMissingNode());

        var renewed = path(link(id));
        assertNotEquals(ended, renewed);
        given().get(renewed).then().statusCode(200);
        given().get(ended).then().statusCode(404);
    }

    @Test
    void aFlowWithoutAFileHasAPageWithoutContent() {
        var path = path(link(flows.create("Empty")));

        given().get(path + "/flow")
                .then()
                .statusCode(200)
                .body("name", equalTo("Empty"))
                .body("json", equalTo(null));
    }

    @Test
    void theFilesOfThePageAreRevalidated() {
        var file = given().get("/flow-renderer/preview/page.js");
        file.then()
                .statusCode(200)
                .contentType("text/javascript")
                .header("Cache-Control", "no-cache")
                .header("ETag", notNullValue());
        given().header("If-None-Match", file.header("ETag"))
                .get("/flow-renderer/preview/page.js")
                .then()
                .statusCode(304);
        given().get("/flow-renderer/preview/index.html").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get("/flow-renderer/%2e%2e/application.properties")
                .then()
                .statusCode(anyOf(equalTo(400), equalTo(404)));
    }

    @Test
    void theLinkIsBelowThePublicUrlWhateverTheRequestNames() {
        var id = flows.createComplete("Forwarded");
        var publicUrl = ConfigProvider.getConfig().getValue("parley.api.public-url", String.class);

        var response = customer.request()
                .header("X-Forwarded-Host", "other.example.com")
                .get(flows.path(id) + "/preview");

        assertTrue(
                body(response).path("previewUrl").asText().startsWith(publicUrl + "/flow-previews/"),
                response.asString());
    }

    @Test
    void onlyItsOwnerGetsALink() {
        var id = flows.createComplete("Owned");
        var unknownFlow = preview("999", "");
        unknownFlow.then().statusCode(404);
        preview(id, "?invalidate=yes").then().statusCode(400).body("violations[0].field", equalTo("invalidate"));
        preview(id, "?invalidate=true&invalidate=false").then().statusCode(400);
        preview("abc", "").then().statusCode(404);

        var unscoped = customer.addKey(customer.id(), EnumSet.complementOf(EnumSet.of(Scope.FLOWS_READ)));
        given().header("apikey", unscoped)
                .get(flows.path(id) + "/preview")
                .then()
                .statusCode(403);
        var stranger = UUID.randomUUID();
        customer.add(new Account(stranger, "Other", true, 1));
        given().header("apikey", customer.addKey(stranger, EnumSet.allOf(Scope.class)))
                .get(flows.path(id) + "/preview")
                .then()
                .statusCode(404);
    }

    private JsonNode link(String flowId) {
        return link(flowId, "");
    }

    private JsonNode link(String flowId, String query) {
        var response = preview(flowId, query);
        assertEquals(200, response.statusCode(), response.asString());
        return body(response);
    }

    private Response preview(String flowId, String query) {
        return ContractAssertions.answer(
                "GET", FlowDriver.FLOW + "/preview", customer.request().get(flows.path(flowId) + "/preview" + query));
    }

    private static String path(JsonNode link) {
        return URI.create(link.path("previewUrl").asText()).getPath();
    }

    /** As if thirty days had passed. */
    private static void expire(String path) {
        var token = path.substring(path.lastIndexOf('/') + 1);
        assertEquals(
                List.of(token),
                ServiceDatabase.rows("update flow.flow_preview set expires_at = now() where token = '" + token
                        + "' returning token"));
    }
}
