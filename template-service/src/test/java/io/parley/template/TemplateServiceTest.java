package io.parley.template;

import io.parley.runtime.test.Contract;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ListeningService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TemplateServiceTest extends ListeningService {

    TemplateServiceTest() {
        super("template", ".*/templates(/.*)?");
    }

    /** An empty object is no valid body. */
    @Override
    protected int statusOfUnknown(Contract.Operation operation) {
        return Set.of("POST", "PATCH").contains(operation.method()) ? 400 : 404;
    }
}
