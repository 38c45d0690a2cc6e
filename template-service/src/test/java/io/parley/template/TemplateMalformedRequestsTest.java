package io.parley.template;

import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.RefusesMalformedRequests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TemplateMalformedRequestsTest extends RefusesMalformedRequests {

    @Override
    protected int port() {
        return RestAssured.port;
    }
}
