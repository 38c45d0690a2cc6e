package io.parley.runtime.directory;

import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Accounts, API keys and senders in this process's memory. Reads never block and do no I/O; writes come from the feed
 * of the topic and, in the service that owns the directory, from its own transactions. The newest version of an entry
 * wins in any order of arrival (ADR 0005).
 */
@ApplicationScoped
public class Directory {
    private static final Comparator<Sender> BY_IDENTITY =
            Comparator.comparing(Sender::channel).thenComparing(Sender::identity);

    private final Map<String, DirectoryEntry> entries = new ConcurrentHashMap<>();
    private final Map<SenderName, Sender> byIdentity = new ConcurrentHashMap<>();
    private final Map<SenderName, Sender> byProviderId = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;
    private volatile Consumer<DirectoryEntry> stale = newer -> {};

    public Optional<ApiKey> apiKey(String id) {
        return entry("apiKey:" + id, ApiKey.class);
    }

    public Optional<Account> account(UUID id) {
        return entry("account:" + id, Account.class);
    }

    public Optional<Sender> sender(UUID id) {
        return entry("sender:" + id, Sender.class);
    }

    /** @param identity the value of {@code from}: digits without {@code +}, or an SMS name */
    public Optional<Sender> sender(ChannelName channel, String identity) {
        return Optional.ofNullable(byIdentity.get(new SenderName(channel, identity)));
    }

    public Optional<Sender> senderByProviderId(ChannelName channel, String providerId) {
        return Optional.ofNullable(byProviderId.get(new SenderName(channel, providerId)));
    }

    /** The account's senders, ordered by channel and identity. */
    public List<Sender> senders(UUID accountId) {
        return all(Sender.class, sender -> sender.accountId().equals(accountId), BY_IDENTITY);
    }

    public Optional<WhatsAppAccount> whatsAppAccount(UUID id) {
        return entry("whatsAppAccount:" + id, WhatsAppAccount.class);
    }

    /** Finds an account by Meta's id. Scans all entries, so use it for rare events only. */
    public Optional<WhatsAppAccount> whatsAppAccountByWabaId(String wabaId) {
        return entries.values().stream()
                .filter(WhatsAppAccount.class::isInstance)
                .map(WhatsAppAccount.class::cast)
                .filter(account -> wabaId.equals(account.wabaId()))
                .findFirst();
    }

    /** The account's WhatsApp accounts, ordered by name and id. */
    public List<WhatsAppAccount> whatsAppAccounts(UUID accountId) {
        return all(
                WhatsAppAccount.class,
                account -> account.accountId().equals(accountId),
                Comparator.comparing(WhatsAppAccount::name, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(WhatsAppAccount::id));
    }

    /** The WhatsApp accounts of all accounts. Scans all entries, so use it for periodic work and rare events only. */
    public List<WhatsAppAccount> whatsAppAccounts() {
        return all(WhatsAppAccount.class, account -> true, Comparator.comparing(WhatsAppAccount::id));
    }

    /** The senders of all accounts on a channel. Scans all entries, so use it for periodic work and rare events only. */
    public List<Sender> senders(ChannelName channel) {
        return all(Sender.class, sender -> sender.channel().equals(channel), BY_IDENTITY);
    }

    /**
     * Sets the listener for entries of the topic that are older than the known one. Records of one key can be written
     * out of order, and compaction would then keep the wrong one for all processes that start later; so the owner of
     * the directory publishes the newer entry, which the listener gets, again.
     */
    public void onStale(Consumer<DirectoryEntry> listener) {
        stale = listener;
    }

    /** Applies an entry of the topic. */
    void update(DirectoryEntry entry) {
        if (!apply(entry) && caughtUp) {
            var known = entries.get(entry.key());
            if (known != null && known.version() > entry.version()) {
                stale.accept(known);
            }
        }
    }

    /** Applies an entry; returns false if the known one is as new or newer. */
    public synchronized boolean apply(DirectoryEntry entry) {
        var known = entries.get(entry.key());
        if (known != null && known.version() >= entry.version()) {
            return false;
        }
        entries.put(entry.key(), entry);
        if (entry instanceof Sender sender) {
            index(sender);
        }
        if (known instanceof Sender before) {
            unindex(before); // after the new one is found, so that concurrent reads always find one of them
        }
        return true;
    }

    /** Removes an entry by its {@link DirectoryEntry#key()}; ignores an unknown key. */
    public synchronized void remove(String key) {
        if (entries.remove(key) instanceof Sender sender) {
            unindex(sender);
        }
    }

    /** Whether all entries that existed when this process started have been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    public void markCaughtUp() {
        caughtUp = true;
    }

    private void index(Sender sender) {
        byIdentity.put(new SenderName(sender.channel(), sender.identity()), sender);
        if (sender.providerId() != null) {
            byProviderId.put(new SenderName(sender.channel(), sender.providerId()), sender);
        }
    }

    private void unindex(Sender sender) {
        byIdentity.remove(new SenderName(sender.channel(), sender.identity()), sender);
        if (sender.providerId() != null) {
            byProviderId.remove(new SenderName(sender.channel(), sender.providerId()), sender);
        }
    }

    private <T extends DirectoryEntry> Optional<T> entry(String key, Class<T> type) {
        return Optional.ofNullable(entries.get(key)).map(type::cast);
    }

    private <T extends DirectoryEntry> List<T> all(Class<T> type, Predicate<T> wanted, Comparator<T> order) {
        return entries.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .sorted(order)
                .toList();
    }

    private record SenderName(ChannelName channel, String name) {}
}
