package io.parley.gateway.flow;

import io.parley.model.directory.DirectoryEntry;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.model.fact.FlowFact;
import io.parley.runtime.bus.FactFeed.FactCache;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts and WhatsApp accounts that the operator has deactivated. Of the directory, only these two kinds of entries are
 * kept: the gateway needs neither keys nor senders. The newest version of an entry wins.
 */
@Singleton
class InactiveAccounts implements FactCache<DirectoryEntry> {
    private final Map<String, DirectoryEntry> entries = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    /**
     * Whether a flow belongs to one of them. An account that is not known is active: entries are never deleted, and a loss of the
     * topic must not end the Flows of all customers.
     */
    boolean own(FlowFact flow) {
        return isInactive("account:" + flow.accountId()) || isInactive("whatsAppAccount:" + flow.whatsAppAccountId());
    }

    private boolean isInactive(String key) {
        return switch (entries.get(key)) {
            case Account account -> !account.active();
            case WhatsAppAccount account -> !account.active();
            case null, default -> false;
        };
    }

    /** Returns an entry that is kept. */
    static Optional<DirectoryEntry> kept(DirectoryEntry entry) {
        return Optional.of(entry).filter(known -> known instanceof Account || known instanceof WhatsAppAccount);
    }

    boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void apply(DirectoryEntry entry) {
        entries.merge(entry.key(), entry, (known, other) -> known.version() < other.version() ? other : known);
    }

    @Override
    public void remove(String key) {
        entries.remove(key);
    }

    @Override
    public void markCaughtUp() {
        caughtUp = true;
    }
}
