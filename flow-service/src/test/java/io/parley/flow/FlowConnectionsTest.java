package io.parley.flow;

import io.parley.runtime.test.ConnectionsOfAService;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

/** Every operation of the service releases its database connections. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class FlowConnectionsTest extends ConnectionsOfAService {

    FlowConnectionsTest() {
        super(".*/flows(/.*)?");
    }
}
