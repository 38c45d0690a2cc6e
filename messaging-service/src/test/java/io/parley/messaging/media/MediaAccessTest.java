package io.parley.messaging.media;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.directory.Operator;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Files are accessible to their account only, and only with the scopes. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MediaAccessTest {

    @Test
    void fileOfAnotherAccountIsNotFound() {
        var owner = MediaApi.ofNewCustomer();
        var other = MediaApi.ofNewCustomer();
        var id = owner.upload("", "image/png", FileSamples.png(100));

        other.list().statusCode(200).body("", empty());
        for (var method : List.of("GET", "DELETE")) {
            var foreign = response(other, method, id.toString());

            assertEquals(response(other, method, UUID.randomUUID().toString()), foreign);
            assertEquals(response(other, method, "no-uuid"), foreign);
        }
        owner.get(id).statusCode(200);
    }

    @Test
    void scopesAreRequired() {
        var api = MediaApi.ofNewCustomer();
        var reader = Operator.key(api.customer().accountId(), List.of("media:read"));
        var writer = Operator.key(api.customer().accountId(), List.of("media:write"));
        var id = api.upload("", "image/png", FileSamples.png(100));

        assertEquals(200, status(reader, "GET", "/" + id));
        assertEquals(200, status(reader, "GET", ""));
        assertEquals(403, status(reader, "POST", ""));
        assertEquals(403, status(reader, "DELETE", "/" + id));
        assertEquals(403, status(writer, "GET", "/" + id));
        assertEquals(403, status(writer, "GET", ""));
        assertEquals(204, status(writer, "DELETE", "/" + id));
        assertEquals(401, status("unknown", "GET", "/" + id));
    }

    @Test
    void unsupportedMethodListsTheAllowedOnes() {
        var api = MediaApi.ofNewCustomer();

        api.request().put(MediaApi.ROOT).then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS, POST");
    }

    private static String response(MediaApi api, String method, String id) {
        var answer = api.request().request(method, MediaApi.ROOT + "/" + id);
        assertEquals(404, answer.statusCode());
        return answer.contentType() + answer.asString();
    }

    private static int status(String key, String method, String path) {
        return given().header("apikey", key)
                .contentType("image/png")
                .request(method, MediaApi.ROOT + path)
                .statusCode();
    }
}
