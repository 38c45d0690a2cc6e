package io.parley.flow.endpoint;

import static io.parley.flow.endpoint.FlowKeyRequests.create;
import static io.parley.flow.endpoint.FlowKeyRequests.operator;
import static io.parley.flow.endpoint.FlowKeyRequests.path;
import static io.parley.runtime.test.WhatsAppCustomer.digits;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.parley.flow.MetaFlowsServer;
import io.parley.flow.store.FlowRow;
import io.parley.flow.store.StoredFlows;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.parley.runtime.test.WhatsAppCustomer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The endpoints of existing Flows at Meta, when the platform begins and ceases to decrypt. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(MetaFlowsServer.class)
class MoveEndpointsTest {
    private static final String TEAM = "https://team.example.com/flow";

    @RegisterExtension
    final WhatsAppCustomer customer = new WhatsAppCustomer();

    @Inject
    StoredFlows flows;

    @Test
    void metaGetsTheGatewaysAddressWithTheFirstKeyAndTheTeamsAfterTheLast() {
        var flow = flow(TEAM, "DRAFT");
        var withoutEndpoint = flow(null, "DRAFT");

        create(customer.number()).statusCode(201).body("flowsToMove", empty());

        assertEquals(MetaKeys.GATEWAY + flow, endpoint(flow));
        assertEquals(MetaKeys.GATEWAY + flow, stored(flow).metaEndpointUri);
        assertEquals(TEAM, stored(flow).endpointUri);
        assertNull(endpoint(withoutEndpoint));

        operator().delete(path(customer.number())).then().statusCode(204);

        assertEquals(TEAM, endpoint(flow));
        assertEquals(TEAM, stored(flow).metaEndpointUri);
    }

    @Test
    void anotherNumbersKeyKeepsTheGatewayAsEndpoint() {
        var other = customer.addSender("whatsapp", customer.account().id());
        var flow = flow(TEAM, "DRAFT");
        create(customer.number());
        create(other);

        operator().delete(path(customer.number())).then().statusCode(204);

        assertEquals(MetaKeys.GATEWAY + flow, endpoint(flow));
    }

    @Test
    void aFlowThatMetaDoesNotChangeIsReported() {
        var flow = flow(TEAM, "PUBLISHED");

        create(customer.number())
                .statusCode(201)
                .body("flowsToMove", hasSize(1))
                .body("flowsToMove[0].flowId", equalTo(flow))
                .body("flowsToMove[0].reason", containsString("can't be updated"));

        assertEquals(TEAM, stored(flow).metaEndpointUri);
    }

    /** Creates a flow at Meta, which the platform imports. */
    private String flow(String endpoint, String status) {
        var meta = MetaFlowsServer.put(customer.account().wabaId(), "visit " + digits(), status);
        if (endpoint != null) {
            meta.json().put("endpoint_uri", endpoint);
        }
        Eventually.holds(() -> {
            assertNotNull(stored(meta.id()));
            assertEquals(endpoint, stored(meta.id()).endpointUri);
        });
        return meta.id();
    }

    private static String endpoint(String flowId) {
        return MetaFlowsServer.flow(flowId).json().getString("endpoint_uri");
    }

    private FlowRow stored(String flowId) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> flows.read(flowId));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
