package io.parley.messaging.callback.store;

import io.parley.messaging.callback.EndpointId;
import io.parley.runtime.sql.SqlRow;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of callback_endpoint: an endpoint that fails, and may be disabled for that.
 *
 * @param id for the operator API
 * @param url without its query, which may contain secrets
 * @param failingSince time of the first failure since the last success
 * @param disabledAt null if its callbacks are attempted
 */
public record FailingEndpoint(
        UUID id,
        EndpointId endpoint,
        String url,
        Instant failingSince,
        Instant lastFailure,
        @Nullable Instant disabledAt) {

    public boolean isDisabled() {
        return disabledAt != null;
    }

    static FailingEndpoint of(SqlRow row) {
        return new FailingEndpoint(
                row.uuid("id"),
                new EndpointId(row.uuid("account_id"), row.bigint("endpoint_key")),
                row.text("url"),
                row.instant("failing_since"),
                row.instant("last_failure"),
                row.instantOrNull("disabled_at"));
    }
}
