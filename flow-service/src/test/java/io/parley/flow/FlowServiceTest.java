package io.parley.flow;

import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ListeningService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class FlowServiceTest extends ListeningService {

    FlowServiceTest() {
        super("flow", ".*/flows(/.*)?");
    }

    /** An empty object is no flow to be created. */
    @Override
    protected int statusOfUnknown(Contract.Operation operation) {
        return operation.id().equals("createFlow") ? 400 : 404;
    }
}
