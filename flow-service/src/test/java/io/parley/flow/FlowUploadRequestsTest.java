package io.parley.flow;

import static io.parley.flow.FlowDriver.validFlow;
import static io.parley.runtime.test.WhatsAppCustomer.json;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads of Flow JSON that are refused, or kept with their errors. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
@Tag("slow")
class FlowUploadRequestsTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "{\"screens\":[]}}",
                "{\"screens\":[1,]}",
                "{\"screens\":[\"\u0001\"]}",
                "\uFEFF{\"screens\":[]}"
            })
    void aBodyThatIsNoJsonObjectIsNotUploaded(String body) {
        var id = flows.create("Unreadable " + body.hashCode());

        flows.upload(id, body).statusCode(400).body("title", equalTo("Data given was not parseable"));

        assertEquals("", MetaFlowsServer.flow(id).file());
    }

    @Test
    void aBodyThatIsNestedTooDeepIsNotUploaded() {
        var id = flows.create("Deep");

        for (var depth : new int[] {101, 100_000}) {
            var body = "{\"screens\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            var refused = uploadPlain(id, body);
            assertEquals(400, refused.statusCode());
            assertTrue(refused.body().contains("nested too deep"), refused.body());
        }
        var kept = uploadPlain(id, "{\"file\":\"" + "[".repeat(100_000) + "\"}");
        assertEquals(200, kept.statusCode());
        assertEquals("INVALID_FLOW_JSON", firstError(kept));
    }

    @Test
    void anObjectWithoutScreensAndFileIsNoUpload() {
        var id = flows.create("Neither");

        for (var body : List.of("{}", "{\"version\":\"7.2\"}", "{\"file\":1}", "{\"file\":null}")) {
            flows.upload(id, body).statusCode(400).body("violations[0].field", equalTo("screens"));
        }
    }

    static Stream<String> faultyFlows() {
        return Stream.of(
                "{\"version\":\"7.2\",\"version\":\"7.1\",\"screens\":[]}",
                "{\"screens\":[]}",
                "{\"version\":\"99.0\",\"screens\":[]}",
                "{\"version\":\"7.2\",\"screens\":\"none\"}",
                "{\"version\":\"7.2\",\"screens\":[{\"id\":\"" + "x".repeat(1_000_000) + "\"}]}",
                "{\"version\":\"7.2\",\"screens\":[" + "{\"id\":\"A\"},".repeat(150) + "{}]}",
                validFlow()
                        .replace(
                                "\"complete\", \"payload\": {}",
                                "\"navigate\", \"next\": { \"type\": \"screen\", \"name\": \"THANKS\" }, \"payload\": {}"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("faultyFlows")
    void aFileWithErrorsIsKeptWithThem(String file) {
        var id = flows.create("Faulty " + file.hashCode() + file.length());

        var response = flows.upload(id, file);

        response.statusCode(200).body("success", equalTo(true)).body("validationErrors", not(empty()));
        assertEquals(file, MetaFlowsServer.flow(id).file());
        flows.publish(id).statusCode(400).body("violations[0].field", equalTo("validationErrors[0]"));
    }

    @Test
    void aFileAboveTheLimitIsRefused() {
        var id = flows.create("Large");
        var large = validFlow().replace("Thank you", "x".repeat(9_000_000));

        var response = uploadPlain(id, large);
        assertEquals(200, response.statusCode());
        assertEquals("INVALID_PROPERTY_VALUE", firstError(response));
        assertEquals(large.length(), MetaFlowsServer.flow(id).file().length());
        assertEquals(413, uploadPlain(id, " ".repeat(11_000_000) + validFlow()).statusCode());
        var form = customer.request()
                .multiPart("file", "flow.json", new byte[11_000_000], "application/json")
                .post(flows.path(id) + "/assets");
        assertEquals(413, form.statusCode());
    }

    /** Without REST Assured, which formats each body in case that a check fails: deep nesting becomes gigabytes. */
    private HttpResponse<String> uploadPlain(String id, String body) {
        var upload = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + flows.path(id) + "/assets"))
                .header("apikey", customer.key())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(upload, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstError(HttpResponse<String> uploaded) {
        return json(uploaded.body())
                .path("validationErrors")
                .path(0)
                .path("error")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/json; charset=utf-16", "application/octet-stream"})
    void otherContentTypesAreRefused(String type) {
        var id = flows.create("Type " + type.hashCode());

        customer.request()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", type)
                .body(validFlow().getBytes(StandardCharsets.UTF_8))
                .post(flows.path(id) + "/assets")
                .then()
                .statusCode(415);
    }
}
