package io.parley.flow.endpoint;

import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.encryption.KeyEncryption;
import io.parley.runtime.encryption.UndecryptableException;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Deletes former keys and secrets whose time has ended, and encrypts with the first key-encryption key what was encrypted
 * with another one.
 */
@ApplicationScoped
class FlowKeyMaintenance {
    private final EndpointNumbers numbers;
    private final EndpointKeys keys;
    private final EndpointSecrets secrets;
    private final FlowKeyChanges changes;
    private final KeyEncryption encryption;
    private final InstantSource time;
    private final PeriodicTask task;

    FlowKeyMaintenance(
            EndpointNumbers numbers,
            EndpointKeys keys,
            EndpointSecrets secrets,
            FlowKeyChanges changes,
            KeyEncryption encryption,
            InstantSource time,
            EndpointConfig settings,
            Vertx vertx) {
        this.numbers = numbers;
        this.keys = keys;
        this.secrets = secrets;
        this.changes = changes;
        this.encryption = encryption;
        this.time = time;
        this.task = PeriodicTask.named("flow-keys").every(settings.cleanUp()).build(vertx, this::run);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private Uni<Void> run() {
        var now = time.instant();
        return keys.expired(now)
                .chain(ids -> each(ids, this::deleteExpired))
                .chain(() -> secrets.expired(now))
                .chain(ids -> each(ids, this::deletePrevious))
                .chain(this::encryptAgain);
    }

    private Uni<Void> deleteExpired(UUID senderId) {
        return changes.commit(change -> numbers.lock(senderId)
                .call(() -> keys.delete("senderId = ?1 and validUntil <= ?2", senderId, change.now()))
                .chain(number -> keys.of(senderId).invoke(left -> change.publish(number, left)))
                .replaceWithVoid());
    }

    private Uni<Void> deletePrevious(UUID accountId) {
        return changes.commit(change -> secrets.lock(accountId)
                .invoke(row -> {
                    row.previous = null;
                    row.previousUntil = null;
                    change.publish(row);
                })
                .replaceWithVoid());
    }

    private Uni<Void> encryptAgain() {
        return encryption.isConfigured()
                ? keys.all()
                        .map(this::numbersToEncrypt)
                        .chain(ids -> each(ids, this::encryptKeys))
                        .chain(secrets::all)
                        .map(this::secretsToEncrypt)
                        .chain(ids -> each(ids, this::encryptSecrets))
                : Uni.createFrom().voidItem();
    }

    private List<UUID> numbersToEncrypt(List<EndpointKeyRow> all) {
        return all.stream()
                .filter(key -> !encryption.isCurrent(key.privateKey))
                .map(key -> key.senderId)
                .distinct()
                .toList();
    }

    private List<UUID> secretsToEncrypt(List<EndpointSecretRow> all) {
        return all.stream()
                .filter(row -> !encryption.isCurrent(row.current)
                        || (row.previous != null && !encryption.isCurrent(row.previous)))
                .map(row -> row.accountId)
                .toList();
    }

    private Uni<Void> encryptKeys(UUID senderId) {
        return changes.commit(change -> numbers.lock(senderId)
                .chain(number -> keys.of(senderId)
                        .invoke(all -> all.forEach(key -> key.privateKey = again(key.privateKey, key.context(number))))
                        .invoke(all -> change.publish(number, all)))
                .invoke(all -> Log.infof("Flow keys encrypted again senderId=%s", senderId))
                .replaceWithVoid());
    }

    private Uni<Void> encryptSecrets(UUID accountId) {
        return changes.commit(change -> secrets.lock(accountId)
                .invoke(row -> {
                    row.current = again(row.current, SigningSecrets.context(accountId));
                    row.previous = row.previous == null ? null : again(row.previous, SigningSecrets.context(accountId));
                    change.publish(row);
                })
                .invoke(row -> Log.infof("signing secrets encrypted again accountId=%s", accountId))
                .replaceWithVoid());
    }

    private String again(String encrypted, String context) {
        try {
            return encryption.encrypt(encryption.decrypt(encrypted, context), context);
        } catch (UndecryptableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** One after the other; one that fails does not keep the others from being processed. */
    private static Uni<Void> each(List<UUID> ids, Function<UUID, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUni(id -> work.apply(id)
                        .onFailure()
                        .invoke(failure ->
                                Log.errorf("Flow keys not processed id=%s reason=%s", id, failure.getMessage()))
                        .onFailure()
                        .recoverWithNull())
                .concatenate()
                .onItem()
                .ignoreAsUni();
    }
}
