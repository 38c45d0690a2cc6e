package io.parley.sandbox.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All messages sent from phones, and whether the platform acknowledged them. */
public final class InboundLedger {

    private final Counters counters;
    private final List<Entry> entries = new ArrayList<>();

    public InboundLedger(Counters counters) {
        this.counters = counters;
    }

    /** One message from a phone. */
    public final class Entry {
        private final long seq;
        private final String channel;
        private final String id;
        private final String from;
        private final String to;
        private final String text;
        private final Instant at = Instant.now();
        private volatile boolean acked;

        private Entry(long seq, String channel, String id, String from, String to, String text) {
            this.seq = seq;
            this.channel = channel;
            this.id = id;
            this.from = from;
            this.to = to;
            this.text = text;
        }

        /** Records that the platform acknowledged the whole message. */
        public void acked() {
            if (!acked) {
                acked = true;
                counters.add(channel, "inboundAcked", 1);
            }
        }

        private void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeNumberField("seq", seq);
            json.writeStringField("channel", channel);
            json.writeStringField("id", id);
            json.writeStringField("from", from);
            json.writeStringField("to", to);
            json.writeStringField("text", text);
            json.writeStringField("bodySha256", Sha256.hex(text));
            json.writeStringField("at", at.toString());
            json.writeBooleanField("acked", acked);
            json.writeEndObject();
        }
    }

    public synchronized Entry append(String channel, String id, String from, String to, String text) {
        var entry = new Entry(entries.size() + 1L, channel, id, from, to, text);
        entries.add(entry);
        counters.add(channel, "inboundSent", 1);
        return entry;
    }

    /** Writes the entries after {@code since}, at most {@code limit}, as a JSON array. */
    public void write(JsonGenerator json, long since, int limit) throws IOException {
        json.writeStartArray();
        for (var entry : page(since, limit)) {
            entry.write(json);
        }
        json.writeEndArray();
    }

    private synchronized List<Entry> page(long since, int limit) {
        var from = (int) Math.clamp(since, 0, entries.size());
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
    }

    public synchronized void clear() {
        entries.clear();
    }
}
