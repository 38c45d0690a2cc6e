package io.parley.messaging.channel.whatsapp.profile;

import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.body;
import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.checked;
import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.tree;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.messaging.channel.whatsapp.account.GraphServer.Reply;
import io.parley.model.Scope;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code PUT} of a number's profile picture. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
class LogoTest {
    private static final String SESSION = "upload:MTphd?sig=ARZ";
    private static final String CREATE = "POST /app/uploads";
    private static final String SEND = "POST /upload:MTphd";
    private static final String OFFSET = "GET /upload:MTphd";

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    private final SettingsRequests settings = new SettingsRequests(customer);

    @Test
    void thePictureIsReturnedWithItsType() {
        var png = Pictures.png(640, 640);
        pictureIs("/picture", new Reply(200, "application/octet-stream", Buffer.buffer(png)));
        assertArrayEquals(png, read("", 200).contentType("image/png").extract().asByteArray());

        var jpeg = Pictures.jpeg(640, 640);
        pictureIs("/picture", new Reply(200, "image/png", Buffer.buffer(jpeg)));
        assertArrayEquals(
                jpeg,
                read("?format=binary", 200).contentType("image/jpeg").extract().asByteArray());
    }

    @Test
    void aHeadHasTypeAndLengthOnly() {
        var png = Pictures.png(640, 640);
        pictureIs("/picture", new Reply(200, "image/png", Buffer.buffer(png)));

        customer.request()
                .head(settings.path("logo"))
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Content-Length", Integer.toString(png.length))
                .body(equalTo(""));
    }

    @Test
    void theLinkIsJsonWhateverIsAccepted() {
        settings.profileIs("{'profile_picture_url':'https://pps.whatsapp.net/1'}");

        read("?format=link", 200).contentType("application/json").body("link", equalTo("https://pps.whatsapp.net/1"));
    }

    @Test
    void aNumberWithoutAPictureIs404() {
        settings.profileIs("{'about':'Hello'}");

        read("", 404).body("detail", containsString("no profile picture yet"));
        read("?format=link", 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?format=xml", "?format=", "?format=link&format=link"})
    void anUnknownFormatIsRejected(String query) {
        read(query, 400).body("violations.field", equalTo(List.of("format")));
    }

    @Test
    void anExpiredLinkIsReadAgain() {
        var links = new AtomicInteger();
        GraphServer.on(
                settings.meta("GET", "/whatsapp_business_profile"),
                call -> Reply.json(
                        200,
                        "{'data':[{'profile_picture_url':'%s/picture%d'}]}"
                                .formatted(GraphServer.url(), links.incrementAndGet())));
        GraphServer.on("GET /picture1", new Reply(403, "text/plain", Buffer.buffer("URL signature expired")));
        GraphServer.on("GET /picture2", new Reply(200, "image/png", Buffer.buffer(Pictures.png(500, 500))));

        read("", 200).contentType("image/png");
    }

    @Test
    void anythingButAPictureIsNotPassedOn() {
        pictureIs("/picture", new Reply(200, "image/png", Buffer.buffer("<html>not a picture</html>")));
        read("", 503);
        pictureIs("/picture", new Reply(200, "image/png", Buffer.buffer()));
        read("", 503);
        pictureIs("/picture", new Reply(500, "image/png", Buffer.buffer()));
        read("", 503);
    }

    @Test
    void aPictureIsUploadedAndThenSet() {
        uploadIsAccepted();
        var png = Pictures.png(640, 640);

        replace("image/jpeg", png, 204).body(equalTo(""));

        var session = GraphServer.calls(CREATE).getFirst();
        assertEquals(Integer.toString(png.length), session.query().get("file_length"));
        assertEquals("image/png", session.query().get("file_type"));
        assertEquals("Bearer default-token", session.headers().get("authorization"));
        var upload = GraphServer.calls(SEND).getFirst();
        assertEquals("ARZ", upload.query().get("sig"));
        assertEquals("OAuth default-token", upload.headers().get("authorization"));
        assertEquals("0", upload.headers().get("file_offset"));
        assertArrayEquals(png, upload.body().getBytes());
        assertEquals(
                tree("{'messaging_product':'whatsapp','profile_picture_handle':'4::aW'}"),
                body(GraphServer.calls(settings.meta("POST", "/whatsapp_business_profile"))
                        .getFirst()));
    }

    @Test
    void anUploadThatFailsHalfwayIsResumed() {
        uploadIsAccepted();
        var attempts = new AtomicInteger();
        GraphServer.on(
                SEND, call -> attempts.incrementAndGet() == 1 ? Reply.error(500, 2) : Reply.json(200, "{'h':'4::aW'}"));
        GraphServer.on(OFFSET, "{'id':'" + SESSION + "','file_offset':100}");
        var jpeg = Pictures.jpeg(640, 640);

        replace("image/jpeg", jpeg, 204);

        var resumed = GraphServer.calls(SEND).getLast();
        assertEquals("100", resumed.headers().get("file_offset"));
        assertEquals(jpeg.length - 100, resumed.body().length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6_000_000, 12_000_000})
    void aFileThatIsNoPictureOfTheRightSizeIsRejectedWith400(int length) {
        uploadIsAccepted();

        replace("image/png", new byte[length], 400).body("violations.field", equalTo(List.of("body")));

        assertEquals(List.of(), GraphServer.calls());
    }

    @Test
    void aSmallOrDamagedPictureIsRejectedWith400() {
        uploadIsAccepted();

        replace("image/png", Pictures.png(499, 640), 400)
                .body("violations[0].message", containsString("at least 500 pixels"));
        replace("image/png", Pictures.cut(Pictures.png(640, 640)), 400);

        assertEquals(List.of(), GraphServer.calls());
    }

    @Test
    void aRefusedPictureLeavesTheOldOne() {
        uploadIsAccepted();
        GraphServer.on(CREATE, Reply.error(400, 100));

        replace("image/png", Pictures.png(640, 640), 400)
                .body("violations[0].message", containsString("refused by WhatsApp"));

        assertEquals(
                0,
                GraphServer.calls(settings.meta("POST", "/whatsapp_business_profile"))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"400,80007,60", "400,4,60", "401,190,60", "500,2,5"})
    void aFailureOfMetaLeavesTheOldOne(int status, int code, String retryAfter) {
        uploadIsAccepted();
        GraphServer.on(SEND, Reply.error(status, code));
        GraphServer.on(OFFSET, Reply.error(status, code));

        replace("image/png", Pictures.png(640, 640), 503).header("Retry-After", retryAfter);

        assertEquals(
                0,
                GraphServer.calls(settings.meta("POST", "/whatsapp_business_profile"))
                        .size());
    }

    @Test
    void aSessionOfAnotherFormIsNotUsed() {
        uploadIsAccepted();
        GraphServer.on(CREATE, "{'id':'../../elsewhere'}");

        replace("image/png", Pictures.png(640, 640), 503);

        assertEquals(1, GraphServer.calls().size());
    }

    @Test
    void foreignAndUnknownNumbersGetTheSameResponseAndTheScopesAreNeeded() {
        var unknown = checked("GET", "logo", settings.get("4930555100", "logo"), 404)
                .extract()
                .asString();
        for (var other : settings.unknownNumbers()) {
            assertEquals(unknown, settings.get(other, "logo").asString());
            assertEquals(
                    unknown,
                    customer.request().put(settings.path(other, "logo")).asString());
        }
        customer.use(customer.addNumber(customer.account(), EnumSet.of(Scope.MESSAGES_WRITE)));
        read("", 403);
        replace("image/png", Pictures.png(640, 640), 403);
    }

    private void pictureIs(String path, Reply reply) {
        settings.profileIs("{'profile_picture_url':'" + GraphServer.url() + path + "'}");
        GraphServer.on("GET " + path, reply);
    }

    private void uploadIsAccepted() {
        GraphServer.on(CREATE, "{'id':'" + SESSION + "'}");
        GraphServer.on(SEND, "{'h':'4::aW'}");
        GraphServer.on(settings.meta("POST", "/whatsapp_business_profile"), "{'success':true}");
    }

    private ValidatableResponse read(String query, int status) {
        return checked(
                "GET",
                "logo",
                customer.request().urlEncodingEnabled(false).accept("image/png").get(settings.path("logo") + query),
                status);
    }

    private ValidatableResponse replace(String contentType, byte[] file, int status) {
        return checked(
                "PUT",
                "logo",
                customer.request()
                        .accept("application/problem+json")
                        .contentType(contentType)
                        .body(file)
                        .put(settings.path("logo")),
                status);
    }
}
