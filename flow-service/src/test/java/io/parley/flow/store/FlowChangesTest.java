package io.parley.flow.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.flow.FlowDriver;
import io.parley.flow.MetaFlowsServer;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.ServiceDatabase;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class FlowChangesTest {
    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @RegisterExtension
    final FlowDriver flows = new FlowDriver(customer);

    @Inject
    FlowChanges changes;

    @Test
    void aRepeatedChangeRecordsNothingOfTheAttemptThatWasRolledBack() throws Throwable {
        var id = flows.create("Repeated");
        var attempts = new AtomicInteger();

        VertxContextSupport.subscribeAndAwait(() -> changes.commit(change -> FlowRow.<FlowRow>findById(id)
                        .invoke(row -> change.alter(row, FlowChangeCause.CUSTOMER, renamed -> renamed.name = "Renamed"))
                        .invoke(row -> change.delete(row, FlowChangeCause.CUSTOMER))
                        .chain(() -> attempts.incrementAndGet() == 1
                                ? Uni.createFrom().failure(new IllegalStateException("rolled back"))
                                : Uni.createFrom().voidItem()))
                .onFailure(IllegalStateException.class)
                .retry()
                .atMost(1));

        assertEquals(2, attempts.get());
        assertEquals(
                List.of("DELETED"),
                ServiceDatabase.rows("select new_status from flow.flow_history where flow_id = '" + id
                        + "' and old_status is not null"));
    }
}
