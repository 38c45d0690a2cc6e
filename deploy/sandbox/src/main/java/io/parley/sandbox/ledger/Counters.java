package io.parley.sandbox.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters by channel. */
public final class Counters {

    private final Map<String, Map<String, LongAdder>> channels = new ConcurrentHashMap<>();

    public void add(String channel, String name, long count) {
        channels.computeIfAbsent(channel, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(name, any -> new LongAdder())
                .add(count);
    }

    public long get(String channel, String name) {
        var adder = channels.getOrDefault(channel, Map.of()).get(name);
        return adder == null ? 0 : adder.sum();
    }

    /** Writes all counters as an object of objects. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var channel : new TreeMap<>(channels).entrySet()) {
            json.writeObjectFieldStart(channel.getKey());
            for (var counter : new TreeMap<>(channel.getValue()).entrySet()) {
                json.writeNumberField(counter.getKey(), counter.getValue().sum());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    public void clear() {
        channels.clear();
    }
}
