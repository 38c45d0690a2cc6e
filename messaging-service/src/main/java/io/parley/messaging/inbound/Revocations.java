package io.parley.messaging.inbound;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.RevocationFacts;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.media.InboundMedia;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Erases messages that people revoked. The deduplication key of a message synchronizes both: a revocation that arrives
 * first inserts the key, one that arrives at the same time waits for the message's commit.
 */
@ApplicationScoped
class Revocations {

    private static final Batch<Revocation> KEYS = Batch.<Revocation>named("keys")
            .text("provider", one -> one.revoked().provider())
            .text("provider_id", one -> one.revoked().providerMessageId())
            .uuid("inbound_id", Revocation::id);

    /** Ordered to avoid deadlocks. Returns the id that holds each key. */
    private static final SqlStatement CLAIM_KEYS =
            SqlStatement.text("""
                    insert into inbound_key as k (provider, provider_id, inbound_id)
                    select distinct on (provider, provider_id) provider, provider_id, inbound_id from :keys
                    order by provider, provider_id
                    on conflict (provider, provider_id) do update set inbound_id = k.inbound_id
                    returning provider, provider_id, inbound_id""").batches(KEYS).load();

    private static final Batch<Map.Entry<UUID, Revocation>> REVOKED = Batch.<Map.Entry<UUID, Revocation>>named(
                    "revoked")
            .uuid("id", Map.Entry::getKey)
            .uuid("sender_id", revoked -> revoked.getValue().sender().id())
            .timestamptz("at", revoked -> revoked.getValue().revoked().at());

    private static final SqlStatement ERASE = SqlStatement.file(Revocations.class, "inbound/erase-messages.sql")
            .batches(REVOKED)
            .load();

    private final Pool pool;
    private final PlanCallbacks plan;
    private final CallbackOutbox callbacks;
    private final InboundMedia media;

    Revocations(Pool pool, PlanCallbacks plan, CallbackOutbox callbacks, InboundMedia media) {
        this.pool = pool;
        this.plan = plan;
        this.callbacks = callbacks;
        this.media = media;
    }

    private record Key(String provider, String id) {

        static Key of(Revocation revocation) {
            return new Key(revocation.revoked().provider(), revocation.revoked().providerMessageId());
        }
    }

    /** A message whose content was deleted, and its file; null if it has none. */
    private record Erased(
            UUID id,
            String publicId,
            String person,
            @Nullable UUID file) {

        static Erased of(SqlRow row) {
            return new Erased(row.uuid("id"), row.text("public_id"), row.text("person"), row.uuidOrNull("file"));
        }
    }

    /** Applies the revocations in one transaction; returns for each whether it changed anything. */
    Uni<List<Boolean>> apply(List<Revocation> revocations) {
        return plan.prepare()
                .chain(() -> pool.withTransaction(connection -> apply(connection, revocations)))
                .invoke(callbacks::wake);
    }

    private Uni<List<Boolean>> apply(SqlConnection connection, List<Revocation> revocations) {
        return claimKeys(connection, revocations).chain(holders -> erase(connection, byHolder(revocations, holders))
                .map(erased -> changed(revocations, holders, erased)));
    }

    private static Uni<Map<Key, UUID>> claimKeys(SqlConnection connection, List<Revocation> revocations) {
        return CLAIM_KEYS.with(KEYS, revocations).execute(connection).map(Revocations::holders);
    }

    /** The first revocation of each message, by the id that holds its key. */
    private static Map<UUID, Revocation> byHolder(List<Revocation> revocations, Map<Key, UUID> holders) {
        return revocations.stream()
                .collect(Collectors.toMap(one -> holders.get(Key.of(one)), Function.identity(), (one, repeat) -> one));
    }

    private Uni<List<Erased>> erase(SqlConnection connection, Map<UUID, Revocation> byHolder) {
        return ERASE.with(REVOKED, List.copyOf(byHolder.entrySet()))
                .execute(connection)
                .map(rows -> rows.list(Erased::of))
                .call(erased -> callbacks.deleteInbound(
                        connection, erased.stream().map(Erased::id).toList()))
                .call(erased -> callbacks.insert(connection, callbackRows(erased, byHolder)))
                .call(erased -> media.remove(connection, files(erased)));
    }

    private List<CallbackRow> callbackRows(List<Erased> erased, Map<UUID, Revocation> byHolder) {
        return erased.stream()
                .flatMap(message -> Optional.ofNullable(byHolder.get(message.id()))
                        .flatMap(revocation -> plan.revoked(facts(message, revocation)))
                        .stream())
                .toList();
    }

    private static RevocationFacts facts(Erased message, Revocation revocation) {
        return new RevocationFacts(
                message.id(),
                message.publicId(),
                revocation.sender(),
                message.person(),
                revocation.revoked().at(),
                revocation.traceparent());
    }

    private static List<UUID> files(List<Erased> erased) {
        return erased.stream().map(Erased::file).filter(Objects::nonNull).toList();
    }

    private static List<Boolean> changed(List<Revocation> revocations, Map<Key, UUID> holders, List<Erased> erased) {
        var changed = erased.stream().map(Erased::id).collect(Collectors.toCollection(HashSet::new));
        revocations.stream()
                .filter(one -> one.id().equals(holders.get(Key.of(one))))
                .forEach(one -> changed.add(one.id()));
        return revocations.stream()
                .map(one -> changed.remove(holders.get(Key.of(one))))
                .toList();
    }

    private static Map<Key, UUID> holders(SqlRows rows) {
        Map<Key, UUID> holders = HashMap.newHashMap(rows.size());
        rows.forEach(
                row -> holders.put(new Key(row.text("provider"), row.text("provider_id")), row.uuid("inbound_id")));
        return holders;
    }
}
