package io.parley.runtime.test;

import io.parley.model.ChannelName;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every operation of a service with paths of the contract releases its database connections. */
public abstract class ConnectionsOfAService {

    /** Number of connections that the service keeps permanently. */
    private static final int HELD = 0;

    private final String paths;

    @Inject
    Directory directory;

    private String key;

    /** @param paths regular expression of the contract's paths that it owns */
    protected ConnectionsOfAService(String paths) {
        this.paths = paths;
    }

    @BeforeEach
    void createKeyWithAllScopes() {
        var account = UUID.randomUUID();
        var apiKey = ApiKeys.generate();
        directory.apply(new DirectoryEntry.Account(account, "Walker", true, 1));
        directory.apply(
                new DirectoryEntry.ApiKey(apiKey.id(), account, apiKey.hash(), Set.of(Scope.values()), null, null, 1));
        directory.markCaughtUp();
        key = apiKey.text();
        addNumber(account);
    }

    /** The path parameters of the operations have the value 1. */
    private void addNumber(UUID account) {
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

    @Test
    void connectionsAreReleasedAfterEveryOperation() {
        operations().call();

        DatabaseConnections.areReleased(HELD);
    }

    @Test
    void connectionsAreReleasedWhenClientsDisconnect() {
        var postgres = Infrastructure.stallingPostgres();
        operations().abandon((operation, request) -> postgres.whileUnavailable(request));

        DatabaseConnections.areReleased(HELD);
    }

    private EveryOperation operations() {
        return EveryOperation.of("/contract/conversations-v3.yaml", "/conversations/v3", key)
                .below(paths);
    }
}
