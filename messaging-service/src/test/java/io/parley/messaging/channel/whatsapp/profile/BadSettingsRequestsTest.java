package io.parley.messaging.channel.whatsapp.profile;

import static io.parley.messaging.channel.whatsapp.profile.SettingsRequests.checked;
import static io.parley.runtime.test.WhatsAppCustomer.API;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.whatsapp.account.GraphServer;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad numbers in the path and bad pictures, sent to every operation of a number that takes them. Nothing reaches Meta. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@WithTestResource(GraphServer.class)
@ExtendWith(GraphServer.class)
class BadSettingsRequestsTest {
    private static final Map<String, Function<RequestSpecification, Response>> OPERATIONS = Map.of(
            "read the number", request -> request.get(API + "/phone-numbers/{number}"),
            "read the profile", request -> request.get(API + "/phone-numbers/{number}/settings/profile"),
            "change the profile",
                    request -> request.contentType("application/json")
                            .body("{\"about\":\"Hello\"}")
                            .patch(API + "/phone-numbers/{number}/settings/profile"),
            "read the logo", request -> request.get(API + "/phone-numbers/{number}/settings/logo"),
            "replace the logo",
                    request -> request.contentType("image/png")
                            .body(Pictures.png(640, 640))
                            .put(API + "/phone-numbers/{number}/settings/logo"),
            "read commerce", request -> request.get(API + "/phone-numbers/{number}/settings/commerce"),
            "change commerce",
                    request -> request.queryParam("enable", "true")
                            .post(API + "/phone-numbers/{number}/settings/commerce"));

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    private final SettingsRequests settings = new SettingsRequests(customer);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "-4930555100",
                "123456789012345678901234567890",
                "0",
                "4930 555100",
                "4930555100;x=1",
                "٤٩٣٠٥٥٥١٠٠",
                "' or '1'='1"
            })
    void aMalformedNumberIsUnknownToEveryOperation(String malformed) {
        OPERATIONS.forEach((name, operation) -> assertUnknown(name, operation, malformed));
    }

    @Test
    void aPlusIsAcceptedOnceAndNotTwice() {
        var own = customer.request()
                .pathParam("number", "+" + customer.number().identity())
                .get(API + "/phone-numbers/{number}");
        assertEquals(200, own.statusCode());

        for (var other : List.of(
                "++" + customer.number().identity(),
                "+" + settings.foreignNumber().identity())) {
            OPERATIONS.forEach((name, operation) -> assertUnknown(name, operation, other));
        }
    }

    private void assertUnknown(String name, Function<RequestSpecification, Response> operation, String path) {
        var answer = operation.apply(customer.request().pathParam("number", path));

        assertEquals(404, answer.statusCode(), () -> name + ": " + answer.asString());
        assertEquals("Phone number unknown", answer.path("title"), name);
        assertEquals(List.of(), GraphServer.calls());
    }

    static Stream<Arguments> badPictures() {
        var png = Pictures.png(640, 640);
        var jpeg = Pictures.jpeg(640, 640);
        var archive = Pictures.text("PK\u0003\u0004 and the rest of an archive");
        return Stream.of(
                Arguments.of("bomb of 60,000 by 60,000 pixels", Pictures.bomb()),
                Arguments.of("PNG and archive", Pictures.concat(png, archive)),
                Arguments.of("JPEG and archive", Pictures.concat(jpeg, archive)),
                Arguments.of("PDF around a JPEG", Pictures.concat(Pictures.text("%PDF-1.4\n"), jpeg)),
                Arguments.of("web page around a PNG", Pictures.concat(Pictures.text("<script>1</script>"), png)),
                Arguments.of("PNG that is cut off", Pictures.cut(png)),
                Arguments.of("JPEG that is cut off", Pictures.cut(jpeg)),
                Arguments.of("JPEG without its lower part", Pictures.cutInside(jpeg, 2)),
                Arguments.of("GIF", Pictures.gif(640, 640)),
                Arguments.of("SVG", Pictures.text("<svg xmlns='http://www.w3.org/2000/svg'/>")),
                Arguments.of("edge of 499 pixels", Pictures.png(640, 499)),
                Arguments.of("over 5 MB", Pictures.concat(png, new byte[5 * 1024 * 1024])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPictures")
    void aBadPictureIsAViolationOfTheBody(String name, byte[] file) {
        for (var type : List.of("image/png", "image/jpeg")) {
            var answer = customer.request()
                    .accept("application/problem+json")
                    .contentType(type)
                    .body(file)
                    .put(settings.path("logo"));

            checked("PUT", "logo", answer, 400).body("violations.field", equalTo(List.of("body")));
        }
        assertEquals(List.of(), GraphServer.calls());
    }
}
