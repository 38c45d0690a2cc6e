package io.parley.messaging.inbound;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.RevocationFacts;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.media.InboundMedia;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Erases messages that people revoked. The deduplication key of a message synchronizes both: a revocation that arrives
 * first inserts the key, one that arrives at the same time waits for the message's commit.
 */
@ApplicationScoped
class Revocations {

    /** Ordered to avoid deadlocks. Returns the id that holds each key. */
    private static final String CLAIM_KEYS = """
            insert into inbound_key as k (provider, provider_id, inbound_id)
            select distinct on (1, 2) * from unnest($1::text[], $2::text[], $3::uuid[]) order by 1, 2
            on conflict (provider, provider_id) do update set inbound_id = k.inbound_id
            returning provider, provider_id, inbound_id""";

    /** A separate statement, because it must see what was committed while the previous one waited. */
    private static final String ERASE = """
            with target as (
                select m.id, m.content, r.at
                  from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) as r (id, sender_id, at)
                  join inbound_message m on m.id = r.id and m.sender_id = r.sender_id
                 where m.deleted_at is null
                   for update of m)
            update inbound_message m
               set deleted_at = target.at, details = null,
                   content = jsonb_build_object('contentType', target.content -> 'contentType')
              from target where m.id = target.id
            returning m.id, m.public_id, m.person, (target.content #>> '{media,mediaId}')::uuid""";

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

    /** A message whose content was deleted. */
    private record Erased(UUID id, String publicId, String person, UUID file) {

        static Erased of(Row row) {
            return new Erased(row.getUUID(0), row.getString(1), row.getString(2), row.getUUID(3));
        }
    }

    /** Applies the revocations in one transaction; returns for each whether it changed anything. */
    Uni<List<Boolean>> apply(List<Revocation> revocations) {
        return pool.withTransaction(connection -> claimKeys(connection, revocations)
                        .chain(holders -> erase(connection, byHolder(revocations, holders))
                                .map(erased -> changed(revocations, holders, erased))))
                .invoke(callbacks::wake);
    }

    private static Uni<Map<Key, UUID>> claimKeys(SqlConnection connection, List<Revocation> revocations) {
        return connection
                .preparedQuery(CLAIM_KEYS)
                .execute(Tuple.of(
                        column(revocations, one -> one.revoked().provider(), String[]::new),
                        column(revocations, one -> one.revoked().providerMessageId(), String[]::new),
                        column(revocations, Revocation::id, UUID[]::new)))
                .map(Revocations::holders);
    }

    /** The first revocation of each message, by the id that holds its key. */
    private static Map<UUID, Revocation> byHolder(List<Revocation> revocations, Map<Key, UUID> holders) {
        return revocations.stream()
                .collect(Collectors.toMap(one -> holders.get(Key.of(one)), Function.identity(), (one, repeat) -> one));
    }

    private Uni<List<Erased>> erase(SqlConnection connection, Map<UUID, Revocation> byHolder) {
        var ids = List.copyOf(byHolder.keySet());
        return connection
                .preparedQuery(ERASE)
                .execute(Tuple.of(
                        ids.toArray(UUID[]::new),
                        column(ids, id -> byHolder.get(id).sender().id(), UUID[]::new),
                        column(
                                ids,
                                id -> byHolder.get(id).revoked().at().atOffset(ZoneOffset.UTC),
                                OffsetDateTime[]::new)))
                .map(rows -> rows.stream().map(Erased::of).toList())
                .call(erased -> callbacks.deleteInbound(
                        connection, erased.stream().map(Erased::id).toList()))
                .call(erased -> callbacks.insert(connection, callbackRows(erased, byHolder)))
                .call(erased -> media.remove(connection, files(erased)));
    }

    private List<CallbackRow> callbackRows(List<Erased> erased, Map<UUID, Revocation> byHolder) {
        return erased.stream()
                .map(message -> plan.revoked(facts(message, byHolder.get(message.id()))))
                .flatMap(Optional::stream)
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

    private static Map<Key, UUID> holders(RowSet<Row> rows) {
        Map<Key, UUID> holders = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> holders.put(new Key(row.getString(0), row.getString(1)), row.getUUID(2)));
        return holders;
    }

    private static <T, C> C[] column(List<T> rows, Function<T, C> member, IntFunction<C[]> array) {
        return rows.stream().map(member).toArray(array);
    }
}
