package io.parley.flow.endpoint;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The endpoints of existing Flows at Meta, when the platform begins and ceases to decrypt. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaKeysServer.class)
class MoveEndpointsTest extends WithFlowKeys {
    private static final String TEAM = "https://team.example.com/flow";

    @Inject
    StoredFlows flows;

    @Test
    void metaGetsTheGatewaysAddressWithTheFirstKeyAndTheTeamsAfterTheLast() throws Throwable {
        var flow = flow(TEAM, TEAM);
        var withoutEndpoint = flow(null, null);

        create(number).statusCode(201).body("flowsToMove", empty());

        assertEquals(MetaKeysServer.GATEWAY + flow, MetaKeysServer.endpoint(flow));
        assertEquals(MetaKeysServer.GATEWAY + flow, stored(flow).metaEndpointUri);
        assertEquals(TEAM, stored(flow).endpointUri);
        assertNull(MetaKeysServer.endpoint(withoutEndpoint));

        operator().delete(path(number)).then().statusCode(204);

        assertEquals(TEAM, MetaKeysServer.endpoint(flow));
        assertEquals(TEAM, stored(flow).metaEndpointUri);
    }

    @Test
    void anotherNumbersKeyKeepsTheGatewayAsEndpoint() throws Throwable {
        var other = number("whatsapp", account.id());
        var flow = flow(TEAM, TEAM);
        create(number);
        create(other);

        operator().delete(path(number)).then().statusCode(204);

        assertEquals(MetaKeysServer.GATEWAY + flow, MetaKeysServer.endpoint(flow));
    }

    @Test
    void aFlowThatMetaDoesNotChangeIsReported() throws Throwable {
        var flow = flow(TEAM, TEAM);
        MetaKeysServer.freeze(flow);

        create(number)
                .statusCode(201)
                .body("flowsToMove", hasSize(1))
                .body("flowsToMove[0].flowId", equalTo(flow))
                .body("flowsToMove[0].reason", containsString("can't be updated"));

        assertEquals(TEAM, stored(flow).metaEndpointUri);
    }

    private String flow(String team, String atMeta) throws Throwable {
        var row = FlowRow.of(account, digits(), Instant.now());
        row.name = "visit";
        row.endpointUri = team;
        row.metaEndpointUri = atMeta;
        VertxContextSupport.subscribeAndAwait(() -> Sessions.transaction(() -> flows.persist(row)));
        return row.flowId;
    }

    private FlowRow stored(String flowId) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> flows.read(flowId));
    }
}
