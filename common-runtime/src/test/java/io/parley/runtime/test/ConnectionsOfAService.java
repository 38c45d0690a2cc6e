package io.parley.runtime.test;

import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That every operation of a service with paths of the contract gives its database connections back. */
public abstract class ConnectionsOfAService {

    /** Nothing of such a service keeps a connection. */
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
    void aKeyThatMayDoEverything() {
        var account = UUID.randomUUID();
        var made = ApiKeys.generate();
        directory.apply(new DirectoryEntry.Account(account, "Walker", true, 1));
        directory.apply(
                new DirectoryEntry.ApiKey(made.id(), account, made.hash(), Set.of(Scope.values()), null, null, 1));
        directory.markCaughtUp();
        key = made.text();
    }

    @Test
    void afterEveryOperationWithGoodAndBadRequests() {
        operations().call();

        DatabaseConnections.areGivenBack(HELD);
    }

    @Test
    void whenClientsDisconnectWhileTheDatabaseWorksForThem() {
        var postgres = Infrastructure.stallingPostgres();
        operations().abandon((operation, request) -> {
            postgres.fail().run();
            try {
                request.run();
            } finally {
                postgres.recover().run();
            }
        });

        DatabaseConnections.areGivenBack(HELD);
    }

    private EveryOperation operations() {
        return EveryOperation.of("/contract/conversations-v3.yaml", "/conversations/v3", key)
                .below(paths);
    }
}
