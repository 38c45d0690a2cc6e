package io.parley.messaging.dispatch;

import io.parley.messaging.channel.ProviderReferences;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Replaces our ids of referenced messages (replies, reactions) by the provider's, for a batch of jobs in one statement.
 * Most jobs have no references and cost nothing.
 */
@Singleton
class OutboundReferenceResolver {

    /** Finds messages of the same account only; unknown ids stay as the customer wrote them. */
    private static final String PROVIDER_IDS = """
            with requested as (select * from unnest($1::uuid[], $2::uuid[]) as u(id, account_id))
            select a.id, e.provider_id
              from requested a
              join message m on m.id = a.id and m.account_id = a.account_id
              join message_event e on e.message_id = a.id and e.provider_id is not null
            union all
            select a.id, i.public_id
              from requested a join inbound_message i on i.id = a.id and i.account_id = a.account_id""";

    private final Pool pool;

    OutboundReferenceResolver(Pool pool) {
        this.pool = pool;
    }

    /** The same jobs in the same order, with resolved references. */
    Uni<List<DispatchJob>> resolve(List<DispatchJob> jobs) {
        var references = jobs.stream()
                .flatMap(OutboundReferenceResolver::references)
                .distinct()
                .toList();
        if (references.isEmpty()) {
            return Uni.createFrom().item(jobs);
        }
        var tuple = Tuple.of(
                references.stream().map(Reference::id).toArray(UUID[]::new),
                references.stream().map(Reference::account).toArray(UUID[]::new));
        return pool.preparedQuery(PROVIDER_IDS)
                .execute(tuple)
                .map(OutboundReferenceResolver::byOurId)
                .map(providerIds ->
                        jobs.stream().map(job -> resolve(job, providerIds)).toList());
    }

    private static Stream<Reference> references(DispatchJob job) {
        return job.content().messages().stream()
                .flatMap(name -> messageId(name).stream())
                .map(id -> new Reference(id, job.message().accountId()));
    }

    private static Map<String, String> byOurId(RowSet<Row> rows) {
        Map<String, String> providerIds = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> providerIds.put(row.getUUID(0).toString(), row.getString(1)));
        return providerIds;
    }

    private static DispatchJob resolve(DispatchJob job, Map<String, String> providerIds) {
        Map<String, String> resolved = new HashMap<>();
        for (var name : job.content().messages()) {
            messageId(name).map(id -> providerIds.get(id.toString())).ifPresent(id -> resolved.put(name, id));
        }
        return resolved.isEmpty()
                ? job
                : job.with(new ProviderReferences(resolved, job.references().media()));
    }

    private static Optional<UUID> messageId(String name) {
        try {
            return name.length() == 36 ? Optional.of(UUID.fromString(name)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Reference(UUID id, UUID account) {}
}
