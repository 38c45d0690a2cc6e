package io.parley.flow;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.test.ConnectionsOfAService;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/** Every operation of the service releases its database connections. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@Tag("slow")
class FlowConnectionsTest extends ConnectionsOfAService {

    FlowConnectionsTest() {
        super(".*/flows(/.*)?");
    }

    @Override
    protected void prepare(UUID account) {
        var whatsApp = new WhatsAppAccount(UUID.randomUUID(), account, "1", "Shop", true, 1);
        directory.apply(whatsApp);
        directory.apply(new Sender(
                UUID.randomUUID(),
                account,
                new ChannelName("whatsapp"),
                "1",
                "Shop",
                "1",
                whatsApp.id(),
                Set.of(Scope.values()),
                Map.of(),
                true,
                1));
    }
}
