package io.parley.messaging.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.message.Tenant;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page at /console and the links to it; its use in a browser is tested in the local run. */
@QuarkusTest
@TestProfile(WithConsole.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class ConsoleResourceTest {
    @Inject
    Tenant tenant;

    private final String person = Tenant.person();

    @Test
    void pageLoadsOnlyLocalFilesAndHasNoInlineScript() {
        var page = given().get("/console/").then().statusCode(200).extract().asString();
        var files = Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .filter(file -> !file.startsWith("data:"))
                .toList();

        assertTrue(files.contains("web/console/page.js") && files.size() > 8, files.toString());
        files.forEach(file -> given().get("/console/" + file).then().statusCode(200));
        assertFalse(page.contains("<script>") || page.contains("<style"), "inline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web/console/page.js",
                "web/design/tokens.css",
                "web/lit-html/lit-html.js",
                "web/uplot/uplot.js"
            })
    void filesHaveAStrictPolicyAndAreRevalidated(String file) {
        var tag = given().get("/console/" + file)
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self';"))
                .header("Content-Security-Policy", containsString("require-trusted-types-for 'script'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .extract()
                .header("ETag");

        given().header("If-None-Match", tag)
                .get("/console/" + file)
                .then()
                .statusCode(304)
                .body(equalTo(""));
    }

    @Test
    void redirectsAreRelative() {
        var id = UUID.randomUUID().toString();

        given().redirects().follow(false).get("/console").then().statusCode(302).header("Location", "console/");
        given().redirects()
                .follow(false)
                .get("/console/messages/" + id)
                .then()
                .statusCode(302)
                .header("Location", "../#/messages/" + id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/secrets.txt",
                "/console/web/",
                "/console/web/console/unknown.js",
                "/console/messages/1",
                "/consoles"
            })
    void otherPathsAreNotFound(String path) {
        given().redirects().follow(false).get(path).then().statusCode(404);
    }

    @Test
    void acceptedMessageHasALinkToItsPage() {
        var body = tenant.text(person, "linked");
        var first = given().header("apikey", tenant.key())
                .header("Idempotency-Key", person)
                .header("X-Forwarded-Host", "api.example.com")
                .header("X-Forwarded-Proto", "https")
                .contentType("application/json")
                .body(body)
                .post("/conversations/v3/messages")
                .then()
                .statusCode(202);
        var id = first.extract().<String>path("messageId");

        first.header("Link", equalTo("<https://api.example.com/console/messages/" + id + ">; rel=\"inspect\""));
        given().header("apikey", tenant.key())
                .header("Idempotency-Key", person)
                .contentType("application/json")
                .body(body)
                .post("/conversations/v3/messages")
                .then()
                .statusCode(202)
                .header("idempotent-replayed", "true")
                .header("Link", startsWith("<http"))
                .header("Link", endsWith("/console/messages/" + id + ">; rel=\"inspect\""));
    }
}
