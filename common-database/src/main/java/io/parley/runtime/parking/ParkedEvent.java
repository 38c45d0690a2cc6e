package io.parley.runtime.parking;

import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.ProviderEvent;
import io.parley.runtime.telemetry.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A parked event.
 *
 * @param id of the event, to detect duplicates; topic, partition and offset of the record if the event is unreadable
 * @param source topic or channel of the event
 * @param reason why it was parked, in a few words
 * @param payload its text, unchanged except for characters that a text column cannot store
 * @param traceparent trace it belongs to; null if none
 */
public record ParkedEvent(
        String id,
        String source,
        String reason,
        String payload,
        @Nullable String traceparent) {

    public ParkedEvent {
        id = storable(id);
        reason = storable(reason);
        payload = storable(payload);
        traceparent = traceparent == null ? null : storable(traceparent);
    }

    /** @param reader of {@link ProviderEvent} */
    public static ParkedEvent of(ConsumerRecord<String, byte[]> entry, ObjectReader reader) {
        try {
            ProviderEvent event = reader.readValue(entry.value());
            return event.id() == null ? unreadable(entry) : of(entry, event.id(), "not handled yet: " + event.kind());
        } catch (IOException | RuntimeException e) {
            return unreadable(entry);
        }
    }

    private static ParkedEvent unreadable(ConsumerRecord<String, byte[]> entry) {
        return of(entry, entry.topic() + "-" + entry.partition() + "-" + entry.offset(), "unreadable");
    }

    private static ParkedEvent of(ConsumerRecord<String, byte[]> entry, String id, String reason) {
        var trace = entry.headers().lastHeader(Traces.HEADER);
        return new ParkedEvent(
                id,
                entry.topic(),
                reason,
                entry.value() == null ? "" : text(entry.value()),
                trace == null ? null : text(trace.value()));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Replaces NUL, the only character that a Postgres text column cannot store. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
