package io.parley.messaging.callback.store;

import io.parley.messaging.callback.EndpointId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A row of callback_endpoint: an endpoint that fails, and may be disabled for that.
 *
 * @param id for the operator API
 * @param url without its query, which may contain secrets
 * @param failingSince time of the first failure since the last success
 * @param disabledAt null if its callbacks are attempted
 */
public record FailingEndpoint(
        UUID id, EndpointId endpoint, String url, Instant failingSince, Instant lastFailure, Instant disabledAt) {

    static final String COLUMNS = "id, account_id, endpoint_key, url, failing_since, last_failure, disabled_at";

    public boolean isDisabled() {
        return disabledAt != null;
    }

    static FailingEndpoint of(Row row) {
        return new FailingEndpoint(
                row.getUUID("id"),
                new EndpointId(row.getUUID("account_id"), row.getLong("endpoint_key")),
                row.getString("url"),
                instant(row.getOffsetDateTime("failing_since")),
                instant(row.getOffsetDateTime("last_failure")),
                instant(row.getOffsetDateTime("disabled_at")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
