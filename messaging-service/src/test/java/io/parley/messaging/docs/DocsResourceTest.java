package io.parley.messaging.docs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses of /docs and /openapi; the use in a browser is tested in the local run. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DocsResourceTest {

    @Test
    void documentsAreServedUnchanged() throws IOException {
        assertArrayEquals(resource("/contract/conversations-v3.yaml"), response("/openapi"));
        assertArrayEquals(resource("/openapi/operator-v1.yaml"), response("/openapi/operator"));
    }

    @Test
    void docsRedirectIsRelative() {
        given().redirects().follow(false).get("/docs").then().statusCode(302).header("Location", "docs/");
    }

    @Test
    void pageLoadsOnlyLocalFiles() {
        var page = given().get("/docs/").then().statusCode(200).extract().asString();
        var files = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .filter(file -> !file.startsWith("data:"))
                .toList();

        assertEquals(
                List.of(
                        "swagger-ui.css",
                        "page.css",
                        "swagger-ui-bundle.js",
                        "swagger-ui-standalone-preset.js",
                        "page.js"),
                files);
        files.forEach(file -> given().get("/docs/" + file).then().statusCode(200));
        assertFalse(page.contains("<script>"), "an inline script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "page.js", "swagger-ui-bundle.js", "swagger-ui.css"})
    void filesHaveSecurityHeadersAndAreRevalidated(String file) {
        given().get("/docs/" + file)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache");
    }

    @Test
    void unchangedFileIsNotModified() {
        var tag = given().head("/docs/page.js").then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag)
                .get("/docs/page.js")
                .then()
                .statusCode(304)
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"").get("/docs/page.js").then().statusCode(200);
    }

    @Test
    void unknownFileIsNotFound() {
        given().get("/docs/secrets.txt")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    private static byte[] response(String path) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = DocsResourceTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
