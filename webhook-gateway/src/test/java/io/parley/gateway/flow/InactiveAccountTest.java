package io.parley.gateway.flow;

import static io.parley.gateway.flow.TestFlow.PING;
import static io.parley.gateway.flow.TestFlow.VERSIONS;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.gateway.GatewayProfile;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flows of a customer whose account, or whose WhatsApp account, the operator has deactivated. */
@QuarkusTest
@TestProfile(GatewayProfile.class)
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class InactiveAccountTest {
    private static final String REQUEST =
            "{\"action\":\"data_exchange\",\"data\":{\"day\":\"3\"},\"flow_token\":\"t\"}";
    private static final String REPORT = "{\"action\":\"INIT\",\"data\":{\"error\":\"invalid-screen-transition\"}}";
    private static final String NEXT = "{\"screen\":\"TIME\"}";

    @Inject
    @RegisterExtension
    TestFlow flow;

    @Inject
    InactiveAccounts accounts;

    @Inject
    KnownFlows flows;

    @ParameterizedTest
    @ValueSource(strings = {"account", "WhatsApp account"})
    void itsRequestsEndTheFlowAndDoNotReachTheTeam(String kind) throws Exception {
        publish(kind, false);

        flow.post(flow.encrypt(REQUEST))
                .then()
                .statusCode(427)
                .contentType("application/json")
                .body(is("{}"));
        assertEquals(0, flow.team.received().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "WhatsApp account"})
    void metaFindsTheEndpointAvailable(String kind) throws Exception {
        publish(kind, false);

        assertEquals("{\"data\":{\"status\":\"active\"}}", flow.exchange(PING));
        assertEquals("{\"data\":{\"acknowledged\":true}}", flow.exchange(REPORT));
        flow.post(flow.encrypt(flow.otherKey(), REQUEST)).then().statusCode(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account", "WhatsApp account"})
    void afterItsActivationRequestsReachTheTeamAgain(String kind) throws Exception {
        flow.team.script(TeamServer.answering(200, NEXT));
        publish(kind, false);

        publish(kind, true);

        assertEquals(NEXT, flow.exchange(REQUEST));
        assertEquals(1, flow.team.received().size());
    }

    /** Waits until the gateway knows it. */
    private void publish(String kind, boolean active) throws IOException {
        var version = VERSIONS.incrementAndGet();
        flow.publish(
                kind.equals("account")
                        ? new Account(flow.customer, "Corner Shop", active, version)
                        : new WhatsAppAccount(
                                flow.whatsAppAccount, flow.customer, "205", "Corner Shop", active, version));
        Eventually.equal(!active, () -> accounts.own(flows.find(flow.flowId).orElseThrow()));
    }
}
