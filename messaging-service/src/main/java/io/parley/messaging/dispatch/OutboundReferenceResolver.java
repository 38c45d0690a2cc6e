package io.parley.messaging.dispatch;

import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.inbound.ReceivedIds;
import io.parley.messaging.message.ProviderRefs;
import io.parley.messaging.queue.DispatchJob;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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

    private static final Batch<Reference> REFERENCES = Batch.<Reference>named("references_to_ours")
            .uuid("id", Reference::id)
            .uuid("account_id", Reference::account);

    /** Finds messages of the same account only; unknown ids stay as the customer wrote them. */
    private static final SqlStatement PROVIDER_IDS = SqlStatement.text("""
                    with requested as (select id, account_id from :references_to_ours)
                    select a.id, e.provider_id
                    from requested a
                    join :provider_ids_of_events on e.id = a.id and e.account_id = a.account_id
                    union all
                    select a.id, i.public_id
                    from requested a
                    join :inbound_ids on i.id = a.id and i.account_id = a.account_id""")
            .batches(REFERENCES)
            .fragments(ProviderRefs.OF_EVENTS, ReceivedIds.IDS)
            .load();

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
        return PROVIDER_IDS
                .with(REFERENCES, references)
                .execute(pool)
                .map(OutboundReferenceResolver::byOurId)
                .map(providerIds ->
                        jobs.stream().map(job -> resolve(job, providerIds)).toList());
    }

    private static Stream<Reference> references(DispatchJob job) {
        return job.outbound().content().messages().stream()
                .flatMap(name -> messageId(name).stream())
                .map(id -> new Reference(id, job.message().accountId()));
    }

    private static Map<String, String> byOurId(SqlRows rows) {
        Map<String, String> providerIds = HashMap.newHashMap(rows.size());
        rows.forEach(row -> providerIds.put(row.uuid("id").toString(), row.text("provider_id")));
        return providerIds;
    }

    private static DispatchJob resolve(DispatchJob job, Map<String, String> providerIds) {
        Map<String, String> resolved = new HashMap<>();
        for (var name : job.outbound().content().messages()) {
            messageId(name).map(id -> providerIds.get(id.toString())).ifPresent(id -> resolved.put(name, id));
        }
        return resolved.isEmpty()
                ? job
                : job.with(new ProviderReferences(
                        resolved, job.outbound().references().media()));
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
