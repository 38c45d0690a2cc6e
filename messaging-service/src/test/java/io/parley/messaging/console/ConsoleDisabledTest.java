package io.parley.messaging.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

import io.parley.messaging.message.Tenant;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console is off unless a deployment enables it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ConsoleDisabledTest {

    @Inject
    Directory directory;

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/", "/console/web/console/page.js", "/console/messages/1"})
    void nothingIsServed(String path) {
        given().redirects().follow(false).get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void acceptedMessageHasNoLink() {
        var tenant = Tenant.create(directory);

        tenant.post(tenant.text(Tenant.person(), "no link"))
                .then()
                .statusCode(202)
                .header("Link", nullValue());
    }
}
