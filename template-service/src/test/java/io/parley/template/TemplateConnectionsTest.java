package io.parley.template;

import io.parley.runtime.test.ConnectionsOfAService;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

/** Every operation of the service releases its database connections. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class TemplateConnectionsTest extends ConnectionsOfAService {

    TemplateConnectionsTest() {
        super(".*/templates(/.*)?");
    }
}
