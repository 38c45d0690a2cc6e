package io.parley.flow;

import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ListeningService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class FlowServiceTest extends ListeningService {

    FlowServiceTest() {
        super("flow", ".*/flows(/.*)?");
    }
}
