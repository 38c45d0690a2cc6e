package io.parley.messaging;

import static io.parley.messaging.OperationTargets.HELD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.whatsapp.ScriptedGraph;
import io.parley.runtime.test.DatabaseConnections;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation releases its database connections, in every outcome. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(ScriptedGraph.class)
@Tag("slow")
class MessagingConnectionsTest {
    /** Succeed only for a message that was sent to a provider, and for a number with a picture. */
    private static final Set<String> NEEDS_PROVIDER = Set.of("markWhatsAppMessageRead", "getLogo");

    @RegisterExtension
    final OperationTargets targets = new OperationTargets();

    @BeforeEach
    void metaAcceptsEverything() {
        ScriptedGraph.acceptEverything();
    }

    @Test
    void connectionsAreReleasedAfterGoodAndBadRequests() {
        assertSuccess(targets.contract().call());
        assertSuccess(targets.operator().call());

        DatabaseConnections.areReleased(HELD);
    }

    @Test
    void connectionsAreReleasedAfterClientsDisconnect() {
        var postgres = Infrastructure.stallingPostgres();
        for (var api : List.of(targets.contract(), targets.operator())) {
            api.abandon((operation, request) -> postgres.whileUnavailable(request));
        }

        DatabaseConnections.areReleased(HELD);
    }

    private static void assertSuccess(Map<String, Set<Integer>> statuses) {
        var without = statuses.entrySet().stream()
                .filter(operation -> !NEEDS_PROVIDER.contains(operation.getKey()))
                .filter(operation -> operation.getValue().stream().noneMatch(status -> status < 300))
                .toList();
        assertEquals(List.of(), without, "operations without a successful response");
    }
}
