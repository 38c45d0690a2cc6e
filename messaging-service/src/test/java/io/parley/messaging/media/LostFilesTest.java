package io.parley.messaging.media;

import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploaded files that Meta no longer has when a message names them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(value = ScriptedMeta.class, restrictToAnnotatedClass = true)
@Tag("slow")
class LostFilesTest {
    /** Meta's text for an unknown media id. */
    private static final String UNKNOWN_ID =
            "(#100) Param image['id'] is not a valid whatsapp business account media attachment ID";

    @Inject
    @RegisterExtension
    MediaCustomer customer;

    private final AtomicInteger uploads = new AtomicInteger();
    private final List<String> sentHandles = new CopyOnWriteArrayList<>();
    private volatile int error;
    private volatile int knownFrom;
    private UUID file;

    @BeforeEach
    void uploadWithAHandle() {
        ScriptedMeta.onUpload(request -> request.body()
                .onSuccess(form ->
                        ScriptedMeta.json(request, 200, "{\"id\":\"%d\"}".formatted(uploads.incrementAndGet()))));
        ScriptedMeta.onMetadata(this::answer);
        file = customer.api.upload("", "image/png", FileSamples.png(100));
        knownFrom = 1;
        awaitStatus(send(), "dispatched");
        sentHandles.clear();
    }

    @ParameterizedTest
    @CsvSource({"100", "33", "131009", "131053"})
    void aLostFileIsUploadedAgainAndTheMessageIsSent(int code) {
        lose(code);

        awaitStatus(send(), "dispatched");

        assertEquals(List.of("1", "2"), sentHandles);
        assertEquals(2, uploads.get());
        awaitStatus(send(), "dispatched");
        assertEquals(List.of("1", "2", "2"), sentHandles);
    }

    @Test
    void manyMessagesUploadALostFileOnce() {
        lose(100);

        var messages = IntStream.range(0, 20).mapToObj(i -> send()).toList();

        messages.forEach(message -> awaitStatus(message, "dispatched"));
        assertEquals(2, uploads.get());
        assertEquals(20, sentHandles.stream().filter("2"::equals).count());
    }

    /** The code means any invalid parameter: with a new handle it is final. */
    @Test
    void aMessageThatIsRejectedAgainFails() {
        lose(100);
        knownFrom = Integer.MAX_VALUE;

        var message = send();

        awaitStatus(message, "failed");
        assertEquals(List.of("1", "2"), sentHandles);
        assertEquals(2, uploads.get());
        customer.request()
                .get("/conversations/v3/messages/" + message + "/events")
                .then()
                .body("events.details.code", hasItem("whatsapp::error::100"));
    }

    @Test
    void aNewFileIsNotUploadedAgain() {
        error = 100;
        knownFrom = Integer.MAX_VALUE;

        awaitStatus(send(), "failed");

        assertEquals(List.of("1"), sentHandles);
        assertEquals(1, uploads.get());
    }

    @Test
    void anotherErrorDoesNotConcernTheFile() {
        lose(131026);

        awaitStatus(send(), "failed");

        assertEquals(List.of("1"), sentHandles);
        assertEquals(1, uploads.get());
    }

    /** From now on, Meta rejects the handle that is in use, which is older than a minute. */
    private void lose(int code) {
        error = code;
        knownFrom = 2;
        customer.sql(
                "update media_handle set expires_at = expires_at - interval '2 minutes' where media_id = $1", file);
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var handle = new JsonObject(body).getJsonObject("image").getString("id");
            sentHandles.add(handle);
            if (Integer.parseInt(handle) >= knownFrom) {
                ScriptedMeta.json(request, 200, "{\"messages\":[{\"id\":\"wamid." + UUID.randomUUID() + "\"}]}");
            } else {
                ScriptedMeta.json(
                        request,
                        400,
                        "{\"error\":{\"code\":%d,\"type\":\"OAuthException\",\"message\":\"%s\"}}"
                                .formatted(error, UNKNOWN_ID));
            }
        });
    }

    private String send() {
        return customer.request()
                .contentType(ContentType.JSON)
                .body("""
                        {"to":"49155%d","from":"%s","channel":"whatsapp",
                         "content":{"contentType":"image","image":{"mediaId":"%s"}}}""".formatted(
                        ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999), customer.number.identity(), file))
                .post("/conversations/v3/messages")
                .then()
                .statusCode(202)
                .extract()
                .path("messageId");
    }

    private void awaitStatus(String message, String status) {
        Eventually.holds(() -> assertEquals(status, status(message).extract().path("status")));
    }

    private ValidatableResponse status(String message) {
        return customer.request()
                .get("/conversations/v3/messages/" + message + "/status")
                .then();
    }
}
