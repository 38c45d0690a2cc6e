package io.parley.messaging.media;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One-time files in accepted, rejected and repeated requests. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
@Tag("slow")
class MediaMessagesTest {
    private static final String TEXT = "{\"contentType\":\"text\",\"text\":\"Hi\"}";

    @Inject
    @RegisterExtension
    MediaCustomer customer;

    private UUID file;

    @BeforeEach
    void uploadOneTimeFile() {
        ScriptedMeta.onUpload(request -> request.body().onSuccess(form -> ScriptedMeta.json(request, 503, "{}")));
        file = customer.api.upload("?validity=0", "image/png", FileSamples.png(100));
    }

    @Test
    void oneTimeFileIsClaimedByOneMessage() {
        var id = send("messages", null, content(image()))
                .statusCode(202)
                .extract()
                .<String>path("messageId");

        assertEquals(UUID.fromString(id), usedBy());
        send("messages", null, content(image()))
                .statusCode(400)
                .body("violations[0].field", equalTo("content.image.mediaId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "expired"})
    void messageFailsIfItsFileIsRemovedBeforeSending(String removal) {
        var kept = customer.api.upload("", "image/png", FileSamples.png(100));
        var id = send("messages", null, content(image(kept)))
                .statusCode(202)
                .extract()
                .<String>path("messageId");
        Eventually.holds(() -> assertTrue(ScriptedMeta.calls("POST") > 0));

        if (removal.equals("deleted")) {
            customer.api.delete(kept).statusCode(204);
        } else {
            customer.sql("update media set expires_at = now() where id = $1", kept);
        }
        customer.sql("update dispatch_job set due_at = now() where message_id = $1", UUID.fromString(id));

        Eventually.holds(() -> events(id).body("events.event", hasItem("MessageStatus::failed")));
        events(id)
                .body("events.details.code", hasItem("conversations::error::media"))
                .body("events.details.message", hasItem(containsString(kept.toString())));
        assertEquals(0, ScriptedMeta.calls("POST /v25.0/%s/messages".formatted(customer.number.providerId())));
    }

    @Test
    void aRepeatedRequestReturnsTheStoredResponse() {
        var first = send("messages", "m-1", content(image()))
                .statusCode(202)
                .extract()
                .asString();

        send("messages", "m-1", content(image()))
                .statusCode(202)
                .header("idempotent-replayed", "true")
                .body(equalTo(first));
    }

    @Test
    void rejectedRequestDoesNotClaimTheFile() {
        send("messages", "m-2", content(TEXT)).statusCode(202);

        send("messages", "m-2", content(image())).statusCode(422);

        assertNull(usedBy());
        send("messages", null, content(image())).statusCode(202);
    }

    @Test
    void bulkUsingAOneTimeFileTwiceIsRejected() {
        send("bulks", null, "\"messages\":[" + image() + "," + image() + "]").statusCode(400);

        assertNull(usedBy());
    }

    @Test
    void claimedFileCanBeDeleted() {
        send("messages", null, content(image())).statusCode(202);

        customer.api.delete(file).statusCode(204);
        customer.api.delete(file).statusCode(404);
    }

    @Test
    void inaccessibleFilesGetTheSameViolation() {
        var foreign = MediaApi.ofNewCustomer().upload("", "image/png", FileSamples.png(100));
        var expired = customer.api.upload("?validity=1", "image/png", FileSamples.png(100));
        customer.sql("update media set expires_at = now() where id = $1", expired);
        var deleted = customer.api.upload("", "image/png", FileSamples.png(100));
        customer.api.delete(deleted).statusCode(204);
        var answers = new HashSet<String>();

        for (var id : List.of(foreign, expired, deleted, UUID.randomUUID())) {
            var answer = send("messages", null, content(image(id)))
                    .statusCode(400)
                    .body("violations.field", equalTo(List.of("content.image.mediaId")));
            answers.add(answer.extract().asString().replace(id.toString(), "id"));
        }

        assertEquals(1, answers.size(), answers.toString());
        assertEquals(
                0L,
                customer.sql("select count(*) from message where account_id = $1", customer.account)
                        .iterator()
                        .next()
                        .getLong(0));
    }

    private String image() {
        return image(file);
    }

    private static String image(UUID id) {
        return "{\"contentType\":\"image\",\"image\":{\"mediaId\":\"" + id + "\"}}";
    }

    private static String content(String content) {
        return "\"content\":" + content;
    }

    private ValidatableResponse send(String path, String idempotencyKey, String contents) {
        var request = customer.request().contentType(ContentType.JSON).body("""
                        {"to":"4915550001111","from":"%s","channel":"whatsapp",%s}""".formatted(
                        customer.number.identity(), contents));
        return (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey))
                .post("/conversations/v3/" + path)
                .then();
    }

    private ValidatableResponse events(String message) {
        return customer.request()
                .get("/conversations/v3/messages/" + message + "/events")
                .then();
    }

    private UUID usedBy() {
        return customer.sql("select used_by from media where id = $1", file)
                .iterator()
                .next()
                .getUUID(0);
    }
}
