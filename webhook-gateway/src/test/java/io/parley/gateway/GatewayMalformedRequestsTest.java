package io.parley.gateway;

import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.MalformedRequestsContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class GatewayMalformedRequestsTest extends MalformedRequestsContract {

    @Override
    protected int port() {
        return RestAssured.port;
    }
}
