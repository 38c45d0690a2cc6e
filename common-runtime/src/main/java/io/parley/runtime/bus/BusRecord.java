package io.parley.runtime.bus;

import io.parley.runtime.telemetry.Traces;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record for the bus.
 *
 * @param partition null: chosen by the key
 * @param key records with the same key keep their order; null for none
 * @param value JSON, UTF-8; null removes the key from a compacted topic
 * @param headers text, UTF-8; {@code traceparent} continues the trace
 */
public record BusRecord(
        String topic,
        @Nullable Integer partition,
        @Nullable String key,
        byte @Nullable [] value,
        Map<String, String> headers) {

    public BusRecord(String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        this(topic, null, key, value, headers);
    }

    /** Creates a record that continues the current trace. */
    public static BusRecord of(String topic, @Nullable String key, byte @Nullable [] value) {
        return of(topic, key, value, Traces.current());
    }

    /** Creates a record that continues the stored trace; null for none. */
    public static BusRecord of(
            String topic, @Nullable String key, byte @Nullable [] value, @Nullable String traceparent) {
        return new BusRecord(topic, key, value, traceparent == null ? Map.of() : Map.of(Traces.HEADER, traceparent));
    }

    BusRecord on(int partition) {
        return new BusRecord(topic, partition, key, value, headers);
    }

    int bytes() {
        return value == null ? 0 : value.length;
    }

    ProducerRecord<String, byte[]> toKafka() {
        var kafka = new ProducerRecord<>(topic, partition, key, value);
        headers.forEach((name, text) -> kafka.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return kafka;
    }
}
