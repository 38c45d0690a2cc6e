package io.parley.runtime.outbox;

import io.parley.runtime.bus.BusRecord;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.telemetry.Traces;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact to be published.
 *
 * @param id of the row; not sent to consumers
 * @param key of the record: facts of the same key concern the same entity
 * @param payload JSON; null removes the key from a compacted topic, where the table of the service allows it
 * @param headers of the record, {@code traceparent} among them
 */
public record OutboxRow(
        UUID id, String topic, String key, @Nullable String payload, Map<String, String> headers) {

    /** Creates a row that continues the current trace. */
    public static OutboxRow of(String topic, String key, @Nullable String payload) {
        var traceparent = Traces.current();
        var headers = traceparent == null ? Map.<String, String>of() : Map.of(Traces.HEADER, traceparent);
        return new OutboxRow(Ids.next(), topic, key, payload, headers);
    }

    BusRecord message() {
        return new BusRecord(topic, key, payload == null ? null : payload.getBytes(StandardCharsets.UTF_8), headers);
    }
}
