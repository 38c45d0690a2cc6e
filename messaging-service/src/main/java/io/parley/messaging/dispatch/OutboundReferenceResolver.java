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
 * Turns our ids of messages that contents point to (answers, reactions) into the network's, for a batch of jobs in one
 * statement. Most jobs point nowhere and cost nothing.
 */
@Singleton
class OutboundReferenceResolver {

    /** Only what belongs to the same account is found; what is in no table stays as the customer wrote it. */
    private static final String NETWORK_IDS = """
            with asked as (select * from unnest($1::uuid[], $2::uuid[]) as u(id, account_id))
            select a.id, e.provider_id
              from asked a
              join message m on m.id = a.id and m.account_id = a.account_id
              join message_event e on e.message_id = a.id and e.provider_id is not null
            union all
            select a.id, i.public_id
              from asked a join inbound_message i on i.id = a.id and i.account_id = a.account_id""";

    private final Pool pool;

    OutboundReferenceResolver(Pool pool) {
        this.pool = pool;
    }

    /** The same jobs in the same order. */
    Uni<List<DispatchJob>> resolved(List<DispatchJob> jobs) {
        var asked = jobs.stream()
                .flatMap(OutboundReferenceResolver::asked)
                .distinct()
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(jobs);
        }
        var tuple = Tuple.of(
                asked.stream().map(Asked::id).toArray(UUID[]::new),
                asked.stream().map(Asked::account).toArray(UUID[]::new));
        return pool.preparedQuery(NETWORK_IDS)
                .execute(tuple)
                .map(OutboundReferenceResolver::byOurId)
                .map(known -> jobs.stream().map(job -> resolved(job, known)).toList());
    }

    private static Stream<Asked> asked(DispatchJob job) {
        return job.content().messages().stream()
                .flatMap(named -> ours(named).stream())
                .map(id -> new Asked(id, job.message().accountId()));
    }

    private static Map<String, String> byOurId(RowSet<Row> rows) {
        Map<String, String> known = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> known.put(row.getUUID(0).toString(), row.getString(1)));
        return known;
    }

    private static DispatchJob resolved(DispatchJob job, Map<String, String> known) {
        Map<String, String> named = new HashMap<>();
        for (var name : job.content().messages()) {
            ours(name).map(id -> known.get(id.toString())).ifPresent(id -> named.put(name, id));
        }
        return named.isEmpty()
                ? job
                : job.with(new ProviderReferences(named, job.references().media()));
    }

    private static Optional<UUID> ours(String name) {
        try {
            return name.length() == 36 ? Optional.of(UUID.fromString(name)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Asked(UUID id, UUID account) {}
}
