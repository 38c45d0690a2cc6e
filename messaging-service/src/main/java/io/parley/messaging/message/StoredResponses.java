package io.parley.messaging.message;

import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The responses stored with idempotency keys, which repeated requests get again. */
@ApplicationScoped
class StoredResponses {

    private static final Batch<IdempotencyKey> KEYS = Batch.<IdempotencyKey>named("keys")
            .text("key_id", IdempotencyKey::keyId)
            .text("key", IdempotencyKey::name);

    private static final SqlStatement RESPONSES =
            SqlStatement.text("""
                    select k.key_id, k.key, k.body_hash, k.answer::text as response
                    from :keys as u join idempotency_key k using (key_id, key)""").batches(KEYS).load();

    private final Pool pool;

    StoredResponses(Pool pool) {
        this.pool = pool;
    }

    /** Whether a response is stored for this key. */
    Uni<Boolean> isStored(@Nullable IdempotencyKey key) {
        return key == null
                ? Uni.createFrom().item(false)
                : RESPONSES.with(KEYS, List.of(key)).execute(pool).map(rows -> !rows.isEmpty());
    }

    /** Adds the outcome of requests whose idempotency key is in use already. */
    Uni<Map<UUID, Acceptance>> addTo(Map<UUID, Acceptance> outcomes, SqlClient connection, List<AcceptBatch> batch) {
        Map<UUID, IdempotencyKey> refused = new LinkedHashMap<>();
        for (var acceptBatch : batch) {
            var key = acceptBatch.idempotencyKey();
            if (key != null && !outcomes.containsKey(acceptBatch.id())) {
                refused.put(acceptBatch.id(), key);
            }
        }
        if (refused.isEmpty()) {
            return Uni.createFrom().item(outcomes);
        }
        return RESPONSES
                .with(KEYS, List.copyOf(refused.values()))
                .execute(connection)
                .map(rows -> {
                    var known = byKey(rows);
                    refused.forEach((id, key) -> outcomes.put(id, outcome(key, known)));
                    return outcomes;
                });
    }

    private static Acceptance outcome(IdempotencyKey key, Map<String, SqlRow> known) {
        var row = known.get(key.id());
        if (row == null) {
            return new Acceptance.DeadlineExceeded();
        }
        return key.sameBody(row.bytes("body_hash"))
                ? new Acceptance.Repeated(row.text("response"))
                : new Acceptance.KeyConflict();
    }

    private static Map<String, SqlRow> byKey(SqlRows rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> IdempotencyKey.id(row.text("key_id"), row.text("key")), Function.identity()));
    }
}
