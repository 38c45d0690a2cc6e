package io.parley.flow.endpoint;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The steps of a key's life, each in one transaction that locks its number. */
@ApplicationScoped
class FlowKeyStore {
    /** Each former key costs a millisecond for every request that was encrypted for another one. */
    private static final int MAX_FORMER = 3;

    private final FlowKeyChanges changes;
    private final EndpointNumbers numbers;
    private final EndpointKeys keys;
    private final KeyEncryption encryption;
    private final EndpointConfig settings;

    FlowKeyStore(
            FlowKeyChanges changes,
            EndpointNumbers numbers,
            EndpointKeys keys,
            KeyEncryption encryption,
            EndpointConfig settings) {
        this.changes = changes;
        this.numbers = numbers;
        this.keys = keys;
        this.encryption = encryption;
        this.settings = settings;
    }

    /** Stores the number, if it is not stored yet. */
    Uni<Void> register(Sender sender) {
        return changes.commit(change -> number(sender).replaceWithVoid());
    }

    /** Stores a new key pair as pending. A pending one is returned instead, since Meta may have it already. */
    Uni<EndpointKeyRow> prepare(Sender sender, FlowKeyPair pair) {
        return changes.commit(change -> number(sender)
                .chain(number -> keys.of(sender.id()).chain(known -> first(known, KeyState.PENDING)
                        .map(pending -> published(change, number, known, pending))
                        .orElseGet(() -> add(change, number, known, pair)))));
    }

    /** Records that Meta has a key: it becomes the current one, and the one before a former one. */
    Uni<List<EndpointKeyRow>> activate(Sender sender, EndpointKeyRow activated) {
        return changes.commit(change -> numbers.lock(sender.id()).chain(number -> keys.of(sender.id())
                .chain(known -> withoutOldest(known))
                .invoke(known -> replace(known, activated, change))
                .invoke(known -> change.publish(number, known))));
    }

    /** Deletes all keys of a number; nothing happens if it has none. */
    Uni<Void> delete(Sender sender) {
        return changes.commit(change -> numbers.lock(sender.id())
                .chain(number -> number == null
                        ? Uni.createFrom().voidItem()
                        : keys.delete("senderId", sender.id())
                                .invoke(deleted -> change.publish(number, List.of()))
                                .replaceWithVoid()));
    }

    private Uni<EndpointNumberRow> number(Sender sender) {
        return numbers.lock(sender.id())
                .onItem()
                .ifNull()
                .switchTo(() -> numbers.persist(EndpointNumberRow.of(sender)))
                .call(number -> update(number, sender));
    }

    /** A sender may have got another number; keys of the number before are of no use for it. */
    private Uni<Void> update(EndpointNumberRow number, Sender sender) {
        number.whatsAppAccountId = EndpointNumberRow.accountOf(sender);
        if (number.phoneNumberId.equals(sender.providerId())) {
            return Uni.createFrom().voidItem();
        }
        number.phoneNumberId = sender.providerId();
        return keys.delete("senderId", sender.id()).replaceWithVoid();
    }

    private static Uni<EndpointKeyRow> published(
            FlowKeyChange change, EndpointNumberRow number, List<EndpointKeyRow> known, EndpointKeyRow pending) {
        change.publish(number, known);
        return Uni.createFrom().item(pending);
    }

    private Uni<EndpointKeyRow> add(
            FlowKeyChange change, EndpointNumberRow number, List<EndpointKeyRow> known, FlowKeyPair pair) {
        var key = new EndpointKeyRow();
        key.id = Ids.next();
        key.senderId = number.senderId;
        key.publicKey = pair.publicKey();
        key.privateKey = encryption.encrypt(pair.privateKey(), PrivateKey.context(key.id, number.phoneNumberId));
        key.state = KeyState.PENDING;
        key.createdAt = change.now();
        var all = new ArrayList<>(known);
        all.add(key);
        return keys.persist(key).invoke(() -> change.publish(number, all));
    }

    private Uni<List<EndpointKeyRow>> withoutOldest(List<EndpointKeyRow> known) {
        var surplus = known.stream()
                .filter(is(KeyState.FORMER))
                .skip(MAX_FORMER - 1)
                .map(key -> key.id)
                .toList();
        return surplus.isEmpty()
                ? Uni.createFrom().item(known)
                : keys.delete("id in ?1", surplus)
                        .replaceWith(known.stream()
                                .filter(key -> !surplus.contains(key.id))
                                .toList());
    }

    private void replace(List<EndpointKeyRow> known, EndpointKeyRow activated, FlowKeyChange change) {
        if (known.stream().noneMatch(key -> key.id.equals(activated.id))) {
            return; // deleted in the meantime
        }
        for (var key : known) {
            if (key.id.equals(activated.id)) {
                key.state = KeyState.CURRENT;
                key.validUntil = null;
            } else if (key.state == KeyState.CURRENT) {
                key.state = KeyState.FORMER;
                key.validUntil = change.now().plus(settings.grace());
            }
        }
    }

    private static Optional<EndpointKeyRow> first(List<EndpointKeyRow> known, KeyState state) {
        return known.stream().filter(is(state)).findFirst();
    }

    private static Predicate<EndpointKeyRow> is(KeyState state) {
        return key -> key.state == state;
    }
}
