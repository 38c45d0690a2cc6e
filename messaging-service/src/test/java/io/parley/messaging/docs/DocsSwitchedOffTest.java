package io.parley.messaging.docs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DocsSwitchedOffTest.Off.class)
@Tag("slow")
class DocsSwitchedOffTest {

    public static final class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.docs.enabled", "false", "parley.docs.operator", "false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/", "/docs/index.html", "/docs/swagger-ui-bundle.js", "/openapi/operator"})
    void disabledDocumentsAreNotFound(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void contractIsStillServed() {
        given().get("/openapi").then().statusCode(200);
    }
}
