package io.parley.messaging.docs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DocsTest {

    @Test
    void theContractIsServedByteForByte() throws IOException {
        assertArrayEquals(carried("/contract/conversations-v3.yaml"), served("/openapi"));
        assertArrayEquals(carried("/openapi/operator-v1.yaml"), served("/openapi/operator"));
    }

    @Test
    void thePageShowsBothDocumentsAndLoadsNothingFromElsewhere() {
        given().get("/docs/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .body(containsString("/openapi"))
                .body(containsString("/openapi/operator"))
                .body(not(containsString("src=\"http")))
                .body(not(containsString("href=\"http")));
        given().get("/docs/swagger-ui-bundle.js").then().statusCode(200);
        given().get("/docs/swagger-ui.css").then().statusCode(200);
    }

    private static byte[] served(String path) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asByteArray();
    }

    private static byte[] carried(String resource) throws IOException {
        try (var in = DocsTest.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }
}
