package io.parley.messaging;

import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.MalformedRequestsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class MessagingMalformedRequestsTest extends MalformedRequestsContract {

    @Override
    protected int port() {
        return RestAssured.port;
    }
}
