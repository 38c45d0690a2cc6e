package io.parley.messaging.configuration;

import io.parley.messaging.configuration.EffectiveCallback.Header;
import io.parley.messaging.configuration.EffectiveCallback.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Callback settings of all accounts and senders, in memory, so that planning a callback needs no I/O. Loaded at
 * startup; changes of this instance apply at once, those of other instances when their {@code PUT} is answered, for work
 * that awaits {@link CallbackSettingsPropagation#loaded()} first, and otherwise within two seconds.
 */
@ApplicationScoped
public class CallbackSettingsCache {
    private final Map<UUID, Callback> accounts = new ConcurrentHashMap<>();
    private final Map<UUID, PreviousSecret> oldSecrets = new ConcurrentHashMap<>();
    private final Map<UUID, ChannelCallback> senders = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> changes = new ConcurrentHashMap<>();

    /**
     * The effective settings of a sender.
     *
     * @param senderId null for events of the account itself
     */
    public EffectiveCallback effective(UUID accountId, @Nullable UUID senderId) {
        var account = ofAccount(accountId);
        var sender = senderId == null ? ChannelCallback.NONE : ofSender(senderId);
        return new EffectiveCallback(
                version(first(sender.callbackVersion(), account.callbackVersion())),
                first(sender.inboundMessageUrl(), account.inboundMessageUrl()),
                first(sender.messageStatusUrl(), account.messageStatusUrl()),
                account.businessNotificationUrl(),
                names(first(sender.eventFilter(), account.eventFilter())),
                signature(account.signature(), oldSecrets.get(accountId)),
                header(account.header()));
    }

    /** When the settings of the account or one of its senders last changed, by the database clock. */
    public Instant changedAt(UUID accountId) {
        return changes.getOrDefault(accountId, Instant.MIN);
    }

    void changed(UUID accountId, Instant at) {
        changes.merge(accountId, at, (before, now) -> before.isAfter(now) ? before : now);
    }

    Callback ofAccount(UUID accountId) {
        return accounts.getOrDefault(accountId, Callback.NONE);
    }

    ChannelCallback ofSender(UUID senderId) {
        return senders.getOrDefault(senderId, ChannelCallback.NONE);
    }

    void put(UUID accountId, Callback callback) {
        put(accountId, callback, null);
    }

    /** @param old also signs until it expires; null if there is none */
    void put(UUID accountId, Callback callback, @Nullable PreviousSecret old) {
        accounts.put(accountId, callback);
        oldSecrets.compute(accountId, (id, ignored) -> old);
    }

    void put(UUID senderId, ChannelCallback callback) {
        senders.put(senderId, callback);
    }

    private static String version(@Nullable CallbackVersion configured) {
        return (configured == null ? CallbackVersion.V2_12 : configured).value();
    }

    private static Set<String> names(@Nullable List<StatusEventType> events) {
        return events == null
                ? Set.of()
                : events.stream().map(StatusEventType::value).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Signature signature(
            @Nullable SignatureConfiguration configured, @Nullable PreviousSecret old) {
        return configured == null ? null : new Signature(configured.method().name(), configured.secret(), old);
    }

    private static @Nullable Header header(@Nullable HeaderConfiguration configured) {
        return configured == null ? null : new Header(configured.key(), configured.value());
    }

    private static <T> @Nullable T first(@Nullable T value, @Nullable T fallback) {
        return value == null ? fallback : value;
    }
}
